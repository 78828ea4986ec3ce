import { Judge, type JudgeAnswer, type JudgeAsk } from '../src/analysis/spof/judge.ts'

/** Judges designs beside the page: what it is asked last stays at hand for questions about it. */
let judge: Judge | null = null

addEventListener('message', ({ data }: MessageEvent<JudgeAsk>) => {
  if (data.type === 'judge') {
    judge = new Judge(data.model, data.facts, data.hitRatios)
    answer({ type: 'judged', id: data.id, judged: judge.judge() })
  } else {
    const failing = judge?.blastOf(data.target, data.requestClass) ?? []
    answer({ type: 'blasted', id: data.id, failing })
  }
})

const answer = (message: JudgeAnswer): void => postMessage(message)
