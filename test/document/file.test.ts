import { describe, expect, it } from 'vitest'
import { designOfText, FILE_BYTES_MAX, textOfBytes } from '../../src/document/file.ts'
import { emptyDesign } from '../../src/model/design.ts'
import { writeDesign } from '../../src/model/write.ts'

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)]
const text = (bytes: readonly number[]) => textOfBytes(Uint8Array.from(bytes))

describe('the bytes of a file', () => {
  it.each<[string, number[], string]>([
    ['plain text', utf8('{"a":1}'), '{"a":1}'],
    ['Korean and signs beyond the first plane', utf8('서버 🔥'), '서버 🔥'],
    ['a byte order mark, which goes', [0xef, 0xbb, 0xbf, ...utf8('{}')], '{}'],
    ['fewer than four bytes', utf8('{}'), '{}'],
    ['one empty byte at the second place', [0x61, 0, 0x62, 0x63], 'a\u0000bc'],
    ['one empty byte at the first place', [0, 0x61, 0x62, 0x63], '\u0000abc'],
    ['the beginning of a PDF that is none', utf8('%PD'), '%PD'],
  ])('are read: %s', (_, bytes, expected) => {
    expect(text(bytes)).toEqual({ ok: true, value: expected })
  })

  it.each<[string, number[], object]>([
    ['nothing', [], { code: 'empty' }],
    ['a PDF', utf8('%PDF-1.7'), { code: 'format', format: 'PDF' }],
    ['a ZIP', [0x50, 0x4b, 3, 4, 0], { code: 'format', format: 'ZIP' }],
    ['a JPEG', [0xff, 0xd8, 0xff, 0xe0], { code: 'format', format: 'JPEG' }],
    ['a GIF', utf8('GIF89a'), { code: 'format', format: 'GIF' }],
    ['gzip', [0x1f, 0x8b, 8], { code: 'format', format: 'gzip' }],
    [
      'UTF-16 with its mark, low byte first',
      [0xff, 0xfe, 0x7b, 0],
      { code: 'encoding', looksLike: 'UTF-16' },
    ],
    [
      'UTF-16 with its mark, high byte first',
      [0xfe, 0xff, 0, 0x7b],
      { code: 'encoding', looksLike: 'UTF-16' },
    ],
    ['UTF-16 without one, low byte first', [0x7b, 0, 0x7d, 0], { code: 'encoding', looksLike: 'UTF-16' }],
    ['UTF-16 without one, high byte first', [0, 0x7b, 0, 0x7d], { code: 'encoding', looksLike: 'UTF-16' }],
    ['half a mark', [0xff, 0x7b], { code: 'encoding', looksLike: '' }],
    ['the other half', [0xfe, 0x7b], { code: 'encoding', looksLike: '' }],
    ['no text in any encoding', [0x7b, 0xc3, 0x28], { code: 'encoding', looksLike: '' }],
  ])('are refused with what they look like: %s', (_, bytes, error) => {
    expect(text(bytes)).toEqual({ ok: false, error })
  })

  it('are refused one byte above the limit, before they are looked at', () => {
    expect(textOfBytes(new Uint8Array(FILE_BYTES_MAX + 1))).toEqual({
      ok: false,
      error: { code: 'tooLarge', limitMb: 8 },
    })
    expect(textOfBytes(new Uint8Array(FILE_BYTES_MAX).fill(0x20)).ok).toBe(true)
  })
})

describe('the text of a file', () => {
  it.each<[string, string, object]>([
    ['blanks', ' \n\t', { code: 'empty' }],
    ['Excalidraw', '{ "type": "excalidraw", "elements": [] }', { code: 'format', format: 'Excalidraw' }],
    ['tldraw', '\n{"tldrawFileFormatVersion":1}', { code: 'format', format: 'tldraw' }],
    ['tldraw after other names', '{"a":1,"tldrawFileFormatVersion":1}', { code: 'format', format: 'tldraw' }],
    ['draw.io', '<mxfile host="x">', { code: 'format', format: 'draw.io' }],
    [
      'draw.io behind its declaration',
      '<?xml version="1.0"?>\n<mxGraphModel>',
      { code: 'format', format: 'draw.io' },
    ],
  ])('is refused as what it is: %s', (_, given, error) => {
    expect(designOfText(given)).toEqual({ ok: false, error })
  })

  it('is read where it is a design, and a wrong one says why', () => {
    const design = { ...emptyDesign('kept'), notes: 'like "type": "excalidraw" in a text' }
    expect(designOfText(writeDesign(design))).toMatchObject({ ok: true, value: { design } })
    expect(designOfText('{"format":"faultline"')).toMatchObject({
      ok: false,
      error: { code: 'document', error: { code: 'notJson' } },
    })
  })
})
