import { activate, loadWords } from '../../src/i18n/i18n.ts'
import { LANGUAGES } from '../../src/model/text.ts'

// A test may say a message at once, in any language.
await Promise.all(LANGUAGES.map(loadWords))
activate('en')
