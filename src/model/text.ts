export const LANGUAGES = ['ko', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** One sentence or name in every language of the product; a missing language is a compile error. */
export type Text = Readonly<Record<Language, string>>
