import type { Params } from '../../model/field.ts'
import type { Behaviour, FullBehaviour, Machine, Readings } from './contract.ts'
import { asleep } from './frozen.ts'

const nothing = (): void => {}
const NO_READINGS: Readings = {}
const NOTHING_BROKEN: readonly string[] = []

/** A behaviour with every handler filled in. All have one shape, which keeps the engine's call sites monomorphic. */
export class Handlers implements FullBehaviour {
  readonly source: Behaviour
  /** The same while the process runs, and while it hangs. */
  readonly awake: Handlers
  readonly asleep: Handlers
  readonly arrivesDown: boolean
  readonly failsItself: boolean
  readonly isKeyed: (params: Params) => boolean
  readonly copies: boolean
  readonly configure: Behaviour['configure']
  readonly arrive: NonNullable<Behaviour['arrive']>
  readonly isStation: NonNullable<Behaviour['isStation']>
  readonly served: Behaviour['served']
  readonly replied: Behaviour['replied']
  readonly timedOut: NonNullable<Behaviour['timedOut']>
  readonly timer: NonNullable<Behaviour['timer']>
  readonly killed: NonNullable<Behaviour['killed']>
  readonly restored: NonNullable<Behaviour['restored']>
  readonly froze: NonNullable<Behaviour['froze']>
  readonly thawed: NonNullable<Behaviour['thawed']>
  readonly retired: NonNullable<Behaviour['retired']>
  readonly refreshed: NonNullable<Behaviour['refreshed']>
  readonly flushed: NonNullable<Behaviour['flushed']>
  readonly spiked: NonNullable<Behaviour['spiked']>
  readonly written: NonNullable<Behaviour['written']>
  readonly isReady: NonNullable<Behaviour['isReady']>
  readonly isFresh: NonNullable<Behaviour['isFresh']>
  readonly isEjected: NonNullable<Behaviour['isEjected']>
  readonly ejectsIn: NonNullable<Behaviour['ejectsIn']>
  readonly read: NonNullable<Behaviour['read']>
  readonly takesTurns: NonNullable<Behaviour['takesTurns']>
  readonly hasSlot: NonNullable<Behaviour['hasSlot']>
  readonly audit: NonNullable<Behaviour['audit']>
  readonly drawKey: NonNullable<Behaviour['drawKey']>
  readonly shared: NonNullable<Behaviour['shared']>

  constructor(behaviour: Behaviour, awake: Handlers | null = null) {
    const failResidents = (engine: Machine, node: number): void => engine.failResidents(node)
    this.source = behaviour
    this.awake = awake ?? this
    this.asleep = awake === null ? new Handlers(asleep(behaviour), this) : this
    this.arrivesDown = behaviour.arrivesDown === true
    this.failsItself = behaviour.failsItself === true
    const { keyed } = behaviour
    this.isKeyed = typeof keyed === 'function' ? keyed : () => keyed === true
    this.copies = behaviour.copies === true
    this.configure = behaviour.configure
    this.arrive = behaviour.arrive ?? ((engine, call, node) => engine.enter(call, node))
    const always = behaviour.arrive === undefined
    this.isStation = behaviour.isStation ?? (() => always)
    this.served = behaviour.served
    this.replied = behaviour.replied
    this.timedOut = behaviour.timedOut ?? nothing
    this.timer = behaviour.timer ?? nothing
    this.killed = behaviour.killed ?? failResidents
    this.restored = behaviour.restored ?? nothing
    this.froze = behaviour.froze ?? nothing
    this.thawed = behaviour.thawed ?? nothing
    this.retired = behaviour.retired ?? failResidents
    this.refreshed = behaviour.refreshed ?? nothing
    this.flushed = behaviour.flushed ?? nothing
    this.spiked = behaviour.spiked ?? nothing
    this.written = behaviour.written ?? nothing
    this.isReady = behaviour.isReady ?? (() => true)
    this.isFresh = behaviour.isFresh ?? (() => false)
    this.isEjected = behaviour.isEjected ?? (() => false)
    this.ejectsIn = behaviour.ejectsIn ?? (() => Number.NaN)
    this.read = behaviour.read ?? (() => NO_READINGS)
    this.takesTurns = behaviour.takesTurns ?? (() => true)
    this.hasSlot = behaviour.hasSlot ?? ((_engine, _call, waits) => !waits)
    this.audit = behaviour.audit ?? (() => NOTHING_BROKEN)
    this.drawKey = behaviour.drawKey ?? (() => 0)
    this.shared = behaviour.shared ?? nothing
  }
}
