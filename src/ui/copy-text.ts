/**
 * Puts a text on the clipboard; false where the browser does not let it. A page on plain http has no clipboard of its own, but
 * may still answer the copy that it asks for itself.
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard?.writeText) {
    const written = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    if (written) return true
  }
  return answerCopy(text)
}

function answerCopy(text: string): boolean {
  let answered = false
  const answer = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    answered = true
  }
  // In the capture phase, before whoever copies what is selected on the page.
  document.addEventListener('copy', answer, { capture: true })
  try {
    return document.execCommand('copy') && answered
  } catch {
    return false
  } finally {
    document.removeEventListener('copy', answer, { capture: true })
  }
}
