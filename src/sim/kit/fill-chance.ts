/** So many fetches back the chance still counts half. */
const FADE = 0.99

/** How often a fetch of something missing has ended with a copy of it, lately; at the beginning always. */
export class FillChance {
  private _tries = 1
  private _filled = 1

  get value(): number {
    return Math.min(1, this._filled / this._tries)
  }

  missed(): void {
    this._tries = this._tries * FADE + 1
    this._filled *= FADE
  }

  filled(): void {
    this._filled++
  }
}
