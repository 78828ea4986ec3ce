/** So many fetches back the chance still counts half. */
const FADE = 0.99

/** How often a fetch of something missing has ended with a copy of it, lately; at the beginning always. */
export class FillChance {
  #tries = 1
  #filled = 1

  get value(): number {
    return Math.min(1, this.#filled / this.#tries)
  }

  missed(): void {
    this.#tries = this.#tries * FADE + 1
    this.#filled *= FADE
  }

  filled(): void {
    this.#filled++
  }
}
