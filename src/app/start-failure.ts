/** Said in both languages, because the words may be the very thing that could not be fetched. */
const SENTENCES = [
  'Faultline could not start, because a file of the page could not be fetched or does not run here: {reason}. What you have drawn is kept. Check the network and reload the page.',
  '페이지의 파일을 받아 오지 못했거나 실행하지 못해 Faultline을 시작할 수 없습니다: {reason}. 설계는 남아 있습니다. 네트워크를 확인하고 페이지를 새로 고치세요.',
] as const
const RELOAD = 'Reload · 새로 고침'

/** A page that could not start says so instead of staying blank. */
export function showStartFailure(root: HTMLElement, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  const box = document.createElement('div')
  box.className = 'app-broken'
  box.setAttribute('role', 'alert')
  for (const sentence of SENTENCES) {
    const line = document.createElement('p')
    line.textContent = sentence.replace('{reason}', () => reason)
    box.append(line)
  }
  const reload = document.createElement('button')
  reload.type = 'button'
  reload.className = 'ui-btn ui-btn-line'
  reload.textContent = RELOAD
  reload.addEventListener('click', () => location.reload())
  box.append(reload)
  root.replaceChildren(box)
}
