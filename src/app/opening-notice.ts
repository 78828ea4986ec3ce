import { activate, loadFirstWords, t } from '../i18n/i18n.ts'
import { chosenLanguage } from '../i18n/language.ts'
import { pageStore } from '../page/page-store.ts'

/** What opens sooner is not worth a word. */
const QUIET_MS = 300

/** Says that a link is being opened where that takes longer and nothing is painted yet. What is painted next takes its place. */
export async function sayWhileOpening<T>(opening: Promise<T>, stop: (() => void) | null): Promise<T> {
  let open = false
  const say = async () => {
    const language = chosenLanguage()
    const { theme } = pageStore.getState()
    await loadFirstWords(language)
    const root = document.getElementById('root')
    if (open || root === null || root.hasChildNodes()) return
    activate(language)
    document.documentElement.lang = language
    document.documentElement.dataset.theme = theme
    root.append(notice(stop))
  }
  // A page whose words cannot be fetched does not start, and says so itself.
  const timer = setTimeout(() => void say().catch(() => undefined), QUIET_MS)
  try {
    return await opening
  } finally {
    open = true
    clearTimeout(timer)
  }
}

/** Before there is React: nothing of the page runs yet. */
function notice(stop: (() => void) | null): HTMLElement {
  const box = document.createElement('div')
  box.className = 'app-opening'
  const line = document.createElement('p')
  line.setAttribute('role', 'status')
  line.textContent = t('opening.link')
  box.append(line)
  if (stop === null) return box
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'ui-btn ui-btn-line'
  button.textContent = t('opening.stop')
  button.addEventListener('click', () => {
    button.disabled = true
    stop()
  })
  box.append(button)
  return box
}
