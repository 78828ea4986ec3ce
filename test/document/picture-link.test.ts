import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isPicture,
  linkInPicture,
  PICTURE_LINK_MAX,
  withLinkInPng,
  withLinkInSvg,
} from '../../src/document/picture-link.ts'

const LINK = 'https://faultline.example/?a=1&b=<2>#1.eJx-_Zq서울'

/** A picture of one transparent pixel, as an image editor wrote it. */
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>a &amp; b</title></svg>\n'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a PNG', () => {
  it('carries a link and is otherwise the same picture', () => {
    const marked = withLinkInPng(PNG, LINK)
    expect(linkInPicture(marked)).toBe(LINK)
    const header = PNG.subarray(0, 33)
    expect(marked.subarray(0, 33)).toEqual(header)
    expect(marked.subarray(marked.length - (PNG.length - 33))).toEqual(PNG.subarray(33))
  })

  it('carries the last link that was put into it, once', () => {
    const twice = withLinkInPng(withLinkInPng(PNG, 'https://old.example/#1.a'), LINK)
    expect(twice).toEqual(withLinkInPng(PNG, LINK))
  })

  it('has its text where other programs find it: an iTXt chunk with a right checksum', () => {
    const marked = withLinkInPng(PNG, 'L')
    expect(Buffer.from(marked.subarray(33, 33 + 12 + 15)).toString('hex')).toBe(
      // The checksum is zlib's crc32 of type and data, worked out by another program.
      `0000000f69545874${Buffer.from('faultline').toString('hex')}00000000004cbae14629`,
    )
  })

  it('without a link has none', () => {
    expect(linkInPicture(PNG)).toBeNull()
  })

  it('that was cut off anywhere gives its link whole or not at all', () => {
    const marked = withLinkInPng(PNG, LINK)
    for (let length = 0; length < marked.length; length++)
      expect([null, LINK]).toContain(linkInPicture(marked.subarray(0, length)))
  })

  it('in which a bit of the link has changed gives none', () => {
    const marked = withLinkInPng(PNG, LINK)
    const at = 33 + 8 + 20
    expect(linkInPicture(marked.map((byte, index) => (index === at ? byte ^ 1 : byte)))).toBeNull()
  })

  it('with a chunk that claims to be longer than the file gives none', () => {
    const marked = withLinkInPng(PNG, LINK)
    new DataView(marked.buffer).setUint32(33, 0xffffffff)
    expect(linkInPicture(marked)).toBeNull()
  })

  it('with a link that is longer than any link gives none', () => {
    expect(linkInPicture(withLinkInPng(PNG, 'x'.repeat(PICTURE_LINK_MAX)))).not.toBeNull()
    expect(linkInPicture(withLinkInPng(PNG, 'x'.repeat(PICTURE_LINK_MAX + 1)))).toBeNull()
  })
})

describe('an SVG', () => {
  it('carries a link with all its signs, and the last one that was put into it', () => {
    const marked = withLinkInSvg(withLinkInSvg(SVG, 'https://old.example/'), LINK)
    expect(linkInPicture(bytes(marked))).toBe(LINK)
    expect(marked.match(/<metadata/g)).toHaveLength(1)
    expect(marked).toContain('<title>a &amp; b</title>')
  })

  it('is found behind a byte order mark and an XML header', () => {
    const marked = withLinkInSvg(SVG, LINK)
    expect(linkInPicture(bytes(`\ufeff<?xml version="1.0"?>\n${marked}`))).toBe(LINK)
  })

  it.each([
    ['no link', SVG],
    ['metadata of another program', SVG.replace('<title>', '<metadata>x</metadata><title>')],
    ['a link that was cut off', withLinkInSvg(SVG, LINK).slice(0, 120)],
    ['markup in place of a link', withLinkInSvg(SVG, 'x').replace('>x<', '><b>x</b><')],
    ['text that is no SVG', `faultline ${withLinkInSvg(SVG, LINK)}`],
    ['nothing', ''],
  ])('with %s gives none', (_, text) => {
    expect(linkInPicture(bytes(text))).toBeNull()
  })
})

it('any bytes give a link or none, and never an error', () => {
  const marked = withLinkInPng(PNG, LINK)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(marked.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.uint8Array({ maxLength: 64 }),
      (changes, tail) => {
        const hostile = Uint8Array.from([...marked, ...tail])
        for (const [at, value] of changes) hostile[at] = value
        const link = linkInPicture(hostile)
        expect(link === null || link.length <= PICTURE_LINK_MAX).toBe(true)
        expect(linkInPicture(tail)).toBeNull()
      },
    ),
  )
})

it.each<[string, Uint8Array, boolean]>([
  ['a PNG', PNG, true],
  ['an SVG', bytes(SVG), true],
  [
    'an SVG behind a declaration and a comment',
    bytes(`\ufeff<?xml version="1.0"?>\n<!-- made -->\n${SVG}`),
    true,
  ],
  ['a cut PNG', PNG.subarray(0, 6), false],
  ['a design that speaks of SVG', bytes('{"format":"faultline","notes":"<svg>"}'), false],
  ['a diagram', bytes('flowchart LR\n a["<svg>"]'), false],
  ['nothing', new Uint8Array(), false],
])('%s is told from other files', (_, file, expected) => {
  expect(isPicture(file)).toBe(expected)
})
