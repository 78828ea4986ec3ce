import { describe, expect, it } from 'vitest'
import { SvgPen } from '../../src/scene/svg-pen.ts'
import { textWidth } from '../../src/scene/text-width.ts'

function drawn(draw: (pen: SvgPen) => void): string {
  const pen = new SvgPen()
  draw(pen)
  return pen.elements
}

/** All numbers of a path, in their order. */
const coordinatesOf = (path: string): number[] =>
  [...path.matchAll(/-?[\d.]+/g)].map(([text]) => Number(text))

describe('paths', () => {
  it('a line is stroked in the colour, width and dashes that were set', () => {
    const svg = drawn((pen) => {
      pen.strokeStyle = '#123456'
      pen.lineWidth = 2
      pen.setLineDash([5, 3.5])
      pen.beginPath()
      pen.moveTo(1, 2)
      pen.lineTo(3.456, 4)
      pen.stroke()
    })
    expect(svg).toBe(
      '<path d="M1 2L3.46 4" fill="none" stroke="#123456" stroke-width="2" stroke-dasharray="5 3.5"/>',
    )
  })

  it('a full circle comes back to where it began, in two halves', () => {
    const svg = drawn((pen) => {
      pen.beginPath()
      pen.arc(10, 20, 5, 0, Math.PI * 2)
      pen.fill()
    })
    expect(svg).toContain('d="M15 20A5 5 0 0 1 5 20A5 5 0 0 1 15 20"')
  })

  it('a part of a circle ends where its angle says', () => {
    const svg = drawn((pen) => {
      pen.beginPath()
      pen.arc(0, 0, 10, -Math.PI / 2, 0)
      pen.stroke()
    })
    const ends = coordinatesOf(/d="([^"]*)"/.exec(svg)![1]!)
    expect(ends.slice(0, 2)).toEqual([0, -10])
    expect(ends.slice(-2)).toEqual([10, 0])
  })

  it('round corners are never larger than half of the box, and each may have its own', () => {
    const round = drawn((pen) => {
      pen.beginPath()
      pen.roundRect(0, 0, 10, 4, 8)
      pen.fill()
    })
    expect(round).toContain('M2 0h6a2 2 0 0 1 2 2v0a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v0a2 2 0 0 1 2 -2Z')
    const foot = drawn((pen) => {
      pen.beginPath()
      pen.roundRect(0, 0, 20, 20, [0, 0, 6, 6])
      pen.fill()
    })
    expect(foot.match(/a6 6/g)).toHaveLength(2)
  })

  it('nothing is written for an empty path or an empty rectangle', () => {
    const svg = drawn((pen) => {
      pen.beginPath()
      pen.stroke()
      pen.fillRect(0, 0, 0, 5)
      pen.fillText('', 0, 0)
    })
    expect(svg).toBe('')
  })
})

describe('state', () => {
  it('what was set between save and restore is forgotten', () => {
    const svg = drawn((pen) => {
      pen.fillStyle = '#aaaaaa'
      pen.save()
      pen.fillStyle = '#bbbbbb'
      pen.translate(5, 6)
      pen.scale(2, 2)
      pen.fillRect(0, 0, 1, 1)
      pen.restore()
      pen.fillRect(0, 0, 1, 1)
    })
    const [inner, outer] = svg.split('\n')
    expect(inner).toContain('fill="#bbbbbb" transform="translate(5 6) scale(2)"')
    expect(outer).toContain('fill="#aaaaaa"/>')
  })

  it('turns come after moves, in the order of the calls', () => {
    const svg = drawn((pen) => {
      pen.translate(10, 0)
      pen.rotate(Math.PI / 2)
      pen.fillRect(0, 0, 1, 1)
    })
    expect(svg).toContain('transform="matrix(0 1 -1 0 10 0)"')
  })

  it('a clip holds for what is drawn until the state returns, and groups are closed', () => {
    const svg = drawn((pen) => {
      pen.save()
      pen.beginPath()
      pen.rect(0, 0, 4, 4)
      pen.clip()
      pen.fillRect(1, 1, 9, 9)
      pen.restore()
      pen.fillRect(2, 2, 9, 9)
    })
    expect(svg.indexOf('</g>')).toBeGreaterThan(svg.indexOf('x="1"'))
    expect(svg.indexOf('</g>')).toBeLessThan(svg.indexOf('x="2"'))
    expect(svg.match(/<g /g)).toHaveLength(1)
  })

  it('alpha of the pen and of the colour count together', () => {
    const svg = drawn((pen) => {
      pen.globalAlpha = 0.5
      pen.fillStyle = '#ff000080'
      pen.fillRect(0, 0, 1, 1)
    })
    expect(svg).toContain('fill="#ff0000" fill-opacity="0.25"')
  })
})

describe('text', () => {
  it('stays text, with its size, weight and alignment', () => {
    const svg = drawn((pen) => {
      pen.font = '600 12px "Some Font", serif'
      pen.textAlign = 'right'
      pen.fillStyle = '#010203'
      pen.fillText('주 DB', 5, 6)
    })
    expect(svg).toBe(
      '<text x="5" y="6" font-size="12" font-weight="600" text-anchor="end" fill="#010203">주 DB</text>',
    )
  })

  it('cannot become markup, whatever a label holds', () => {
    const svg = drawn((pen) => pen.fillText('</text><script>&"\u0000\ud800', 0, 0))
    expect(svg).toContain('>&lt;/text&gt;&lt;script&gt;&amp;&quot;\ufffd\ufffd</text>')
  })

  it('is as wide as Chromium measures it in the font of the page, to within 3 %', () => {
    // Measured with the page's own files: canvas.measureText at 1,000 px, kerning included.
    expect(textWidth('Load balancer', 600, 1000)).toBeGreaterThan(6544 * 0.97)
    expect(textWidth('Load balancer', 600, 1000)).toBeLessThan(6544 * 1.03)
    expect(textWidth('로드', 400, 10)).toBeCloseTo(17.28)
    expect(textWidth('가a', 400, 10)).toBeCloseTo(8.64 + 5.35)
  })
})
