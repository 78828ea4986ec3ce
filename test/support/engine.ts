// The compiler, the engine and the kinds as one module. `vitest.config.ts` bundles this file (see `src/build/engine-bundle.ts`):
// module by module, every constant is a property access in the engine's innermost loop, and it runs ten times slower.
export { compile } from '../../src/compile/compile.ts'
export { KIND_SIMS } from '../../src/kinds/sims.ts'
export * from '../../src/sim/codes.ts'
export type { Engine } from '../../src/sim/engine.ts'
export { BUCKETS, quantile } from '../../src/sim/histogram.ts'
export { Run } from '../../src/sim/loader.ts'
export { Measurement, type Report, runReport } from '../../src/sim/report.ts'
export { Sampler } from '../../src/sim/sampler.ts'
export { Tracer } from '../../src/sim/tracer.ts'
