import type { PathData, Pen } from './pen.ts'
import { escaped } from './svg-text.ts'
import { textWidth } from './text-width.ts'

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

interface State {
  readonly fillStyle: string
  readonly strokeStyle: string
  readonly globalAlpha: number
  readonly lineWidth: number
  readonly lineCap: Pen['lineCap']
  readonly lineJoin: Pen['lineJoin']
  readonly font: string
  readonly textAlign: Pen['textAlign']
  readonly dashes: readonly number[]
  readonly matrix: Matrix
  /** Groups that were opened for clips since the state was saved, and are closed when it returns. */
  readonly groups: number
}

/** A pen that writes SVG: every fill, stroke and text becomes an element, in the order of the calls. */
export class SvgPen implements Pen {
  fillStyle = '#000000'
  strokeStyle = '#000000'
  globalAlpha = 1
  lineWidth = 1
  lineCap: Pen['lineCap'] = 'butt'
  lineJoin: Pen['lineJoin'] = 'miter'
  font = '400 10px sans-serif'
  textAlign: Pen['textAlign'] = 'start'
  #dashes: readonly number[] = []
  #matrix: Matrix = IDENTITY
  #groups = 0
  #clips = 0
  #path = ''
  readonly #stack: State[] = []
  readonly #out: string[] = []

  /** The elements that were drawn, with the groups that are still open closed. */
  get elements(): string {
    return this.#out.join('\n') + '</g>'.repeat(this.#groups)
  }

  save(): void {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, font, textAlign } = this
    const state = { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, font, textAlign }
    this.#stack.push({ ...state, dashes: this.#dashes, matrix: this.#matrix, groups: this.#groups })
    this.#groups = 0
  }

  restore(): void {
    const state = this.#stack.pop()
    if (!state) return
    if (this.#groups > 0) this.#out.push('</g>'.repeat(this.#groups))
    const { dashes, matrix, groups, ...own } = state
    Object.assign(this, own)
    this.#dashes = dashes
    this.#matrix = matrix
    this.#groups = groups
  }

  translate(x: number, y: number): void {
    this.#transform([1, 0, 0, 1, x, y])
  }

  scale(x: number, y: number): void {
    this.#transform([x, 0, 0, y, 0, 0])
  }

  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    this.#transform([cos, sin, -sin, cos, 0, 0])
  }

  setLineDash(segments: number[]): void {
    this.#dashes = segments
  }

  beginPath(): void {
    this.#path = ''
  }

  closePath(): void {
    this.#path += 'Z'
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${num(x)} ${num(y)}`
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${num(x)} ${num(y)}`
  }

  /** Clockwise, as all arcs of the drawing are. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const at = (angle: number): string =>
      `${num(x + radius * Math.cos(angle))} ${num(y + radius * Math.sin(angle))}`
    const way = Math.min(to - from, 2 * Math.PI)
    this.#path += `${this.#path === '' || this.#path.endsWith('Z') ? 'M' : 'L'}${at(from)}`
    // SVG knows an arc by its ends, which are one point in a full circle; so an arc is drawn in two halves.
    const r = num(radius)
    if (way > 0) this.#path += `A${r} ${r} 0 0 1 ${at(from + way / 2)}A${r} ${r} 0 0 1 ${at(from + way)}`
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${num(x)} ${num(y)}h${num(width)}v${num(height)}h${num(-width)}Z`
  }

  roundRect(x: number, y: number, width: number, height: number, radii: number | number[]): void {
    const most = Math.max(0, Math.min(width, height) / 2)
    const radius = (index: number): number =>
      Math.min(typeof radii === 'number' ? radii : (radii[index] ?? radii[0] ?? 0), most)
    const [a, b, c, d] = [radius(0), radius(1), radius(2), radius(3)]
    const corner = (r: number, dx: number, dy: number): string =>
      r > 0 ? `a${num(r)} ${num(r)} 0 0 1 ${num(dx)} ${num(dy)}` : ''
    this.#path +=
      `M${num(x + a)} ${num(y)}h${num(width - a - b)}${corner(b, b, b)}v${num(height - b - c)}${corner(c, -c, c)}` +
      `h${num(c + d - width)}${corner(d, -d, -d)}v${num(a + d - height)}${corner(a, a, -a)}Z`
  }

  fill(rule: 'nonzero' | 'evenodd' = 'nonzero'): void {
    const how = rule === 'evenodd' ? ' fill-rule="evenodd"' : ''
    this.#emit('path', ` d="${this.#path}"${how}${this.#paint('fill', this.fillStyle)}`)
  }

  stroke(): void {
    this.strokePath({ d: this.#path })
  }

  strokePath({ d }: PathData): void {
    if (d !== '') this.#emit('path', ` d="${d}" fill="none"${this.#line()}`)
  }

  clip(rule: 'nonzero' | 'evenodd' = 'nonzero'): void {
    const id = `clip-${++this.#clips}`
    const how = rule === 'evenodd' ? ' clip-rule="evenodd"' : ''
    this.#out.push(
      `<clipPath id="${id}"><path d="${this.#path}"${how}${this.#placing()}/></clipPath><g clip-path="url(#${id})">`,
    )
    this.#groups++
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const size = ` x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"`
    if (width > 0 && height > 0) this.#emit('rect', size + this.#paint('fill', this.fillStyle))
  }

  fillText(text: string, x: number, y: number): void {
    this.#text(text, x, y, this.#paint('fill', this.fillStyle))
  }

  strokeText(text: string, x: number, y: number): void {
    this.#text(text, x, y, ` fill="none"${this.#line()}`)
  }

  measureText(text: string): { readonly width: number } {
    const { weight, size } = parsedFont(this.font)
    return { width: textWidth(text, weight, size) }
  }

  #text(text: string, x: number, y: number, paint: string): void {
    if (text === '') return
    const { weight, size } = parsedFont(this.font)
    const anchor = ANCHORS[this.textAlign]
    const bold = weight === 400 ? '' : ` font-weight="${weight}"`
    const place = ` x="${num(x)}" y="${num(y)}" font-size="${num(size)}"${bold}${anchor}${paint}`
    this.#out.push(`<text${place}${this.#placing()}>${escaped(text)}</text>`)
  }

  #emit(name: 'path' | 'rect', attributes: string): void {
    this.#out.push(`<${name}${attributes}${this.#placing()}/>`)
  }

  #placing(): string {
    if (this.#matrix.every((value, index) => value === IDENTITY[index])) return ''
    const [a, b, c, d, e, f] = this.#matrix
    if (b === 0 && c === 0 && a === d) {
      const scale = a === 1 ? '' : ` scale(${fine(a)})`
      return ` transform="translate(${num(e)} ${num(f)})${scale}"`
    }
    return ` transform="matrix(${[a, b, c, d].map(fine).join(' ')} ${num(e)} ${num(f)})"`
  }

  #line(): string {
    const cap = this.lineCap === 'butt' ? '' : ` stroke-linecap="${this.lineCap}"`
    const join = this.lineJoin === 'miter' ? '' : ` stroke-linejoin="${this.lineJoin}"`
    const dashes = this.#dashes.length === 0 ? '' : ` stroke-dasharray="${this.#dashes.map(num).join(' ')}"`
    return `${this.#paint('stroke', this.strokeStyle)} stroke-width="${num(this.lineWidth)}"${cap}${join}${dashes}`
  }

  /** A colour with an alpha of its own is written as two attributes, as not every reader of SVG knows eight digits. */
  #paint(what: 'fill' | 'stroke', colour: string): string {
    const own = colour.length === 9 ? Number.parseInt(colour.slice(7), 16) / 255 : 1
    const alpha = own * this.globalAlpha
    return ` ${what}="${escaped(colour.slice(0, 7))}"${alpha === 1 ? '' : ` ${what}-opacity="${num(alpha)}"`}`
  }

  #transform([a, b, c, d, e, f]: Matrix): void {
    const [p, q, r, s, t, u] = this.#matrix
    this.#matrix = [
      p * a + r * b,
      q * a + s * b,
      p * c + r * d,
      q * c + s * d,
      p * e + r * f + t,
      q * e + s * f + u,
    ]
  }
}

const ANCHORS: Readonly<Record<Pen['textAlign'], string>> = {
  left: '',
  start: '',
  center: ' text-anchor="middle"',
  right: ' text-anchor="end"',
  end: ' text-anchor="end"',
}

const FONT = /^(\d+) ([\d.]+)px /

function parsedFont(font: string): { readonly weight: 400 | 600; readonly size: number } {
  const [, weight, size] = FONT.exec(font) ?? []
  return { weight: Number(weight) >= 600 ? 600 : 400, size: Number(size ?? 10) }
}

/** Hundredths of a pixel are finer than any screen shows; a scale needs more. */
const num = (value: number): string => String(Math.round(value * 100) / 100 + 0)
const fine = (value: number): string => String(Math.round(value * 10_000) / 10_000 + 0)
