import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Judge, JudgeAnswer, JudgeAsk, Judged } from '../analysis/spof/judge.ts'
import type { Remedy } from '../analysis/spof/remedy.ts'
import type { ClassVerdict } from '../analysis/verdict.ts'
import type { RequestClass } from '../model/request-class.ts'
import { perSession } from './per-session.ts'
import type { Session } from './session.ts'
import { inSlices } from './slices.ts'

/** What the loss of each part of the design would mean, as far as it has been judged. */
export interface LossState {
  /** Null before the first judgement, and while the design cannot run. */
  readonly judged: Judged | null
  /** Nodes without which all of some class fails. */
  readonly hard: number
  /** Rings and labels are on the canvas. */
  readonly shown: boolean
  /** Of one class only; null for all. */
  readonly requestClass: RequestClass | null
  /** Somebody looks at what the loss of this part would take with it. */
  readonly pointed: string | null
  /** Ids of the nodes that would fail with it; null until that is known. */
  readonly blast: ReadonlySet<string> | null
}

type SimModel = NonNullable<Session['run']['model']>

/** After the last edit, so that a design is judged while it is drawn and not at every step of a slider. */
const REST_MS = 120
/** Hit ratios are read again so often, and count as others when one has moved by so much. */
const HITS_MS = 5000
const HITS_MOVED = 0.05

/** Keeps what is said about losses up to date with the design that runs, beside the page's own thread. */
class Losses {
  readonly state: StoreApi<LossState> = createStore<LossState>()(() => ({
    judged: null,
    hard: 0,
    shown: true,
    requestClass: null,
    pointed: null,
    blast: null,
  }))
  readonly #session: Session
  #worker: Worker | null = null
  #judge: Judge | null = null
  #model: SimModel | null = null
  #hitRatios: Readonly<Record<string, number>> = {}
  #lookedAt = 0
  #giveUp = (): void => {}
  #id = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #ends: (() => void)[]

  constructor(session: Session) {
    this.#session = session
    const look = () => this.#look()
    this.#ends = [
      session.design.subscribe(look),
      session.issues.subscribe(look),
      session.run.subscribe(look),
      session.reading.subscribe(look),
    ]
    session.whenDisposed(() => this.#end())
    this.#look()
  }

  /** The first edit that was tried out and helps; null where none does. */
  async remedyFor(verdict: ClassVerdict): Promise<Remedy | null> {
    const [{ provenRemedy }, { compile }] = await Promise.all([
      import('../analysis/spof/proven-remedy.ts'),
      import('../compile/compile.ts'),
    ])
    const { design } = this.#session.design.getState()
    return provenRemedy(design, verdict, compile) ?? null
  }

  /** Shows what the loss of a part would take with it, until another one is pointed at, or none. */
  point(id: string | null): void {
    if (this.state.getState().pointed === id) return
    this.state.setState({ pointed: id, blast: null })
    if (id !== null) this.#ask(id)
  }

  filter(requestClass: RequestClass | null): void {
    this.state.setState({ requestClass, blast: null })
    const { pointed } = this.state.getState()
    if (pointed !== null) this.#ask(pointed)
  }

  toggle(): void {
    this.state.setState({ shown: !this.state.getState().shown, pointed: null, blast: null })
  }

  #end(): void {
    clearTimeout(this.#timer)
    for (const end of this.#ends) end()
    this.#worker?.terminate()
    this.#giveUp()
    this.#id++
  }

  /** Whether there is something new to judge; it is looked at often, and mostly there is not. */
  #look(): void {
    const held = this.#session.issues.getState().issues.some(({ severity }) => severity === 'error')
    const model = held ? null : this.#session.run.model
    const isNew = model !== this.#model
    if (!isNew && !this.#hitsMoved(model)) return
    this.#model = model
    clearTimeout(this.#timer)
    this.#giveUp()
    this.#id++
    if (model === null) this.state.setState({ judged: null, hard: 0, pointed: null, blast: null })
    else this.#timer = setTimeout(() => void this.#judgeNow(model), REST_MS)
  }

  #hitsMoved(model: SimModel | null): boolean {
    if (model === null || performance.now() - this.#lookedAt < HITS_MS) return false
    this.#lookedAt = performance.now()
    const now = this.#measuredHits(model)
    const moved = Object.entries(now).some(
      ([id, ratio]) => Math.abs(ratio - (this.#hitRatios[id] ?? Number.POSITIVE_INFINITY)) > HITS_MOVED,
    )
    if (moved) this.#hitRatios = now
    return moved
  }

  #measuredHits(model: SimModel): Record<string, number> {
    const { frame } = this.#session.reading
    const ratios: Record<string, number> = {}
    for (const { id } of model.nodes) {
      const ratio = frame?.node(id, 'hitRatio') ?? Number.NaN
      if (ratio >= 0 && frame?.node(id, 'down') !== 1) ratios[id] = ratio
    }
    return ratios
  }

  async #judgeNow(model: SimModel): Promise<void> {
    const id = this.#id
    const { factsOf } = await import('../analysis/spof/node-facts.ts')
    if (id !== this.#id) return
    const known = new Set(model.nodes.map((node) => node.id))
    const hitRatios = Object.fromEntries(Object.entries(this.#hitRatios).filter(([node]) => known.has(node)))
    const ask = { type: 'judge', id, model, facts: factsOf(model), hitRatios } as const
    this.#worker ??= this.#hire()
    if (this.#worker === null) await this.#judgeHere(ask)
    else this.#worker.postMessage(ask satisfies JudgeAsk)
  }

  #hire(): Worker | null {
    const worker = this.#session.createAnalyst()
    worker?.addEventListener('message', ({ data }: MessageEvent<JudgeAnswer>) => {
      if (data.id !== this.#id) return
      if (data.type === 'judged') this.#found(data.judged)
      else this.state.setState({ blast: new Set(data.failing) })
    })
    return worker
  }

  /** In a page that may have no worker: a slice at a time, whenever it has nothing else to do. */
  async #judgeHere(ask: Extract<JudgeAsk, { type: 'judge' }>): Promise<void> {
    const { Judge } = await import('../analysis/spof/judge.ts')
    if (ask.id !== this.#id) return
    const judge = new Judge(ask.model, ask.facts, ask.hitRatios)
    this.#giveUp = inSlices(judge.judging(), (judged) => {
      this.#judge = judge
      this.#found(judged)
    })
  }

  #found(judged: Judged): void {
    this.state.setState({ judged, hard: hardCount(judged) })
    const { pointed } = this.state.getState()
    if (pointed !== null) this.#ask(pointed)
  }

  #ask(target: string): void {
    const { requestClass } = this.state.getState()
    if (this.#worker !== null) {
      const ask: JudgeAsk = { type: 'blast', id: this.#id, target, requestClass }
      this.#worker.postMessage(ask)
    } else if (this.#judge !== null)
      this.state.setState({ blast: new Set(this.#judge.blastOf(target, requestClass)) })
  }
}

function hardCount({ classes }: Judged): number {
  const hard = classes.flatMap(({ losses }) =>
    losses.filter(({ verdict }) => verdict.verdict === 'hard' && verdict.targetKind === 'node'),
  )
  return new Set(hard.map(({ verdict }) => verdict.target)).size
}

/** What is said about losses in a session; nothing is judged before somebody asks for it. */
export const lossesOf = perSession((session) => new Losses(session))
