/** Arrows go from card to card as they lie: left and right by one, up and down by a row. */
export function moveFocus(
  cards: readonly HTMLElement[],
  event: { key: string; preventDefault(): void },
): void {
  const at = cards.indexOf(document.activeElement as HTMLElement)
  const here = cards[at]
  const next = here && nextCard(cards, at, here, event.key)
  if (!next) return
  event.preventDefault()
  next.focus()
}

function nextCard(
  cards: readonly HTMLElement[],
  at: number,
  here: HTMLElement,
  key: string,
): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
      return cards[at + 1]
    case 'ArrowLeft':
      return cards[at - 1]
    case 'Home':
      return cards[0]
    case 'End':
      return cards.at(-1)
    case 'ArrowDown':
      return inNextRow(cards, here, 1)
    case 'ArrowUp':
      return inNextRow(cards, here, -1)
    default:
      return undefined
  }
}

/** Of the nearest row above or below the card that lies nearest. */
function inNextRow(
  cards: readonly HTMLElement[],
  here: HTMLElement,
  direction: 1 | -1,
): HTMLElement | undefined {
  const { left, top } = here.getBoundingClientRect()
  const distance = (card: HTMLElement) => {
    const box = card.getBoundingClientRect()
    return { down: (box.top - top) * direction, side: Math.abs(box.left - left) }
  }
  return cards
    .map((card) => ({ card, ...distance(card) }))
    .filter(({ down }) => down > 1)
    .sort((a, b) => a.down - b.down || a.side - b.side)[0]?.card
}
