import { Instrumenter } from '@stryker-mutator/instrumenter'
import { mutantKey } from './mutants.ts'

/**
 * Runs Stryker on the mutants with these keys alone. It takes places of the sources and makes every mutant that lies in one, so those
 * that were not drawn are put aside where they are made: it has no door for that, but it has for ignored ones.
 */
export async function onlyDrawn<T>(keys: ReadonlySet<string>, run: () => Promise<T>): Promise<T> {
  const { instrument } = Instrumenter.prototype
  Instrumenter.prototype.instrument = async function (...args) {
    const { files, mutants } = await instrument.apply(this, args)
    const put = mutants.map((mutant) =>
      keys.has(mutantKey(mutant))
        ? mutant
        : { ...mutant, status: 'Ignored' as const, statusReason: 'not drawn' },
    )
    return { files, mutants: put }
  }
  try {
    return await run()
  } finally {
    Instrumenter.prototype.instrument = instrument
  }
}
