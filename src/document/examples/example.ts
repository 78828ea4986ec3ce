import type { Design } from '../../model/design.ts'
import type { Language, Text } from '../../model/text.ts'
import { type Arrangement, type Drawing, drawn } from './drawing.ts'

/** A design that is ready to open: in either language, for a wide page or a phone. */
export interface Example {
  readonly id: string
  readonly title: Text
  design(language: Language, arrangement?: Arrangement): Design
}

/** A stage of the teaching story, or one of its days. */
export interface StoryExample extends Example {
  readonly group: 'stage' | 'day'
  readonly number: number
  /** What it shows, in one or two sentences with numbers. Every number is measured by the scenario tests. */
  readonly teaches: Text
  /** What to do with it, and what to look at then. It stands in the notes of the opened design. */
  readonly tryThis: Text
}

interface Words {
  readonly title: Text
  readonly teaches: Text
  readonly tryThis: Text
}

export const stage = (number: number, words: Words, drawing: Drawing): StoryExample =>
  entry('stage', number, words, drawing)

export const day = (number: number, words: Words, drawing: Drawing): StoryExample =>
  entry('day', number, words, drawing)

function entry(group: StoryExample['group'], number: number, words: Words, drawing: Drawing): StoryExample {
  const prefix: Text = group === 'stage' ? { en: 'Stage', ko: '단계' } : { en: 'Day', ko: '일차' }
  const titles: Text = {
    en: `${prefix.en} ${number}: ${words.title.en}`,
    ko: group === 'stage' ? `${number}단계: ${words.title.ko}` : `${number}${prefix.ko}: ${words.title.ko}`,
  }
  return {
    id: `${group}-${number}`,
    group,
    number,
    ...words,
    design: (language, arrangement = 'wide') => ({
      ...drawn(drawing, language, arrangement),
      title: titles[language],
      notes: `${words.teaches[language]}\n\n${words.tryThis[language]}`,
    }),
  }
}
