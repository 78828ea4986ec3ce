import fc from 'fast-check'

/**
 * Properties are tried with the same values in every run, so that a run which fails can be had again. `FC_SEED=$RANDOM npm test`
 * tries others; fast-check prints the seed of a property that fails.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_127) })
