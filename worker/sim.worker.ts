import { expose } from 'comlink'
import { KIND_SIMS } from '../src/kinds/sims.ts'
import { SimShell } from './sim-shell.ts'

/** The worker's entry: one shell, driven by control calls, sending frames on the port that it is given. */
const shell = new SimShell(KIND_SIMS)

expose(shell)
