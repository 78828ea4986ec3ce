/**
 * Widths of letters where no browser can be asked: advances of Pretendard 1.3.9 in thousandths of the letter size, from
 * the space to the tilde, as Chromium measured them in the page's own font files. Kerning is left out, so that a text is
 * at most a few per cent wider or narrower than it says.
 */
const ASCII = {
  400: [
    251, 257, 379, 600, 607, 862, 609, 201, 341, 341, 471, 627, 258, 433, 254, 334, 596, 438, 587, 617, 624,
    597, 613, 552, 606, 613, 254, 254, 627, 627, 627, 479, 880, 646, 619, 693, 686, 567, 557, 709, 706, 244,
    516, 621, 533, 853, 718, 727, 604, 727, 608, 607, 611, 707, 646, 915, 612, 634, 595, 341, 334, 341, 442,
    425, 469, 535, 591, 529, 591, 553, 337, 579, 563, 218, 218, 517, 218, 834, 557, 567, 579, 579, 350, 496,
    340, 553, 529, 777, 513, 529, 513, 341, 306, 341, 627,
  ],
  600: [
    238, 291, 377, 616, 623, 927, 635, 199, 374, 374, 516, 645, 277, 443, 272, 359, 639, 459, 603, 632, 646,
    617, 633, 567, 631, 633, 272, 272, 645, 645, 645, 519, 876, 694, 630, 714, 696, 582, 561, 725, 715, 259,
    537, 649, 542, 873, 712, 744, 617, 745, 624, 623, 632, 705, 694, 971, 661, 675, 625, 374, 359, 374, 459,
    445, 474, 550, 604, 552, 604, 567, 357, 599, 587, 244, 244, 544, 244, 864, 584, 583, 598, 598, 376, 525,
    360, 582, 552, 805, 538, 552, 537, 374, 339, 374, 645,
  ],
} as const

/** Signs that readings use, as measured; what stands in neither table is as wide as it is high. */
const SIGNS: Readonly<Record<string, number>> = { '·': 260, '…': 780, '×': 630, '−': 630, '–': 474 }
const HANGUL = 864
const OTHER = 1000

/** Width of a text in the units of `size`. */
export function textWidth(text: string, weight: 400 | 600, size: number): number {
  let thousandths = 0
  for (const letter of text) thousandths += letterWidth(letter, weight)
  return (thousandths * size) / 1000
}

function letterWidth(letter: string, weight: 400 | 600): number {
  const code = letter.codePointAt(0)!
  const ascii = ASCII[weight][code - 0x20]
  if (ascii !== undefined) return ascii
  if (code >= 0xac00 && code <= 0xd7a3) return HANGUL
  return SIGNS[letter] ?? OTHER
}
