import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isMainThread, type MessagePort, parentPort, Worker } from 'node:worker_threads'
import { KIND_SIMS } from '../kinds/sims.ts'
import { type Experiment, Laboratory, type Outcome } from '../sim/run/experiment.ts'

/** Threads at once, on whatever machine. */
const THREADS_MAX = 8
/** How often an experiment is begun before the death of its thread is taken to be its own fault. */
const TRIES = 2

/** Threads that this machine has room for. */
export const threadCount = (): number => Math.max(1, Math.min(THREADS_MAX, availableParallelism()))

type Answer = { readonly outcome: Outcome } | { readonly error: string }

interface Task {
  readonly index: number
  tries: number
}

/**
 * Carries out experiments on several threads and tells each outcome as it comes, null for one that was lost. Which thread
 * carries out what changes nothing in them.
 */
export async function runExperiments(
  experiments: readonly Experiment[],
  threads: number,
  tell: (index: number, outcome: Outcome | null) => void,
): Promise<void> {
  const built = builtFile()
  if (threads < 2 || experiments.length < 2 || built === null) {
    const laboratory = new Laboratory(KIND_SIMS)
    experiments.forEach((experiment, index) => {
      tell(index, carriedOut(laboratory, experiment))
    })
    return
  }
  const queue = experiments.map((_, index): Task => ({ index, tries: 0 }))
  await Promise.all(
    Array.from({ length: Math.min(threads, experiments.length) }, () =>
      work(built, experiments, queue, tell),
    ),
  )
}

/** The command line is one file, which is the code of its threads too; sources that nobody has built cannot be one. */
function builtFile(): string | null {
  const file = fileURLToPath(import.meta.url)
  return file.endsWith('.js') ? file : null
}

function carriedOut(laboratory: Laboratory, experiment: Experiment): Outcome {
  const run = laboratory.begin(experiment)
  run.advance()
  return run.outcome()
}

/** One thread after the other takes tasks until none is left; a new one comes where one has died. */
async function work(
  file: string,
  experiments: readonly Experiment[],
  queue: Task[],
  tell: (index: number, outcome: Outcome | null) => void,
): Promise<void> {
  let thread: Worker | null = null
  for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
    thread ??= new Worker(file)
    task.tries++
    const answer: Answer = await ask(thread, experiments[task.index]!)
    if ('outcome' in answer) {
      tell(task.index, answer.outcome)
      continue
    }
    await thread.terminate()
    thread = null
    if (task.tries < TRIES) queue.unshift(task)
    else tell(task.index, null)
  }
  await thread?.terminate()
}

function ask(thread: Worker, experiment: Experiment): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      thread.off('message', onMessage).off('error', onError).off('exit', onExit)
      resolve(answer)
    }
    const onMessage = (outcome: Outcome): void => settle({ outcome })
    const onError = (error: Error): void => settle({ error: error.message })
    const onExit = (): void => settle({ error: 'the thread ended' })
    thread.on('message', onMessage).on('error', onError).on('exit', onExit)
    thread.postMessage(experiment)
  })
}

/** True in a thread of the command line, which then does what it is asked for and nothing else. */
export function servesExperiments(): boolean {
  if (isMainThread || parentPort === null) return false
  const port: MessagePort = parentPort
  const laboratory = new Laboratory(KIND_SIMS)
  port.on('message', (experiment: Experiment) => port.postMessage(carriedOut(laboratory, experiment)))
  return true
}
