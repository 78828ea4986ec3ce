import { brotliDecompressSync } from 'node:zlib'

/** Tags that WOFF2 writes as a number; 63 says that the tag itself follows (W3C WOFF 2.0, section 4.1). */
const TAGS_KNOWN =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
const TAG_FOLLOWS = 63
const HEADER_BYTES = 48
/** `glyf` and `loca` are stored transformed under version 0, every other table plain. */
const PLAIN_VERSION_OF_OUTLINES = 3

/** The entries of a WOFF2 font's name table: number of the entry, and its text. */
export function fontNames(font: Buffer): { readonly id: number; readonly text: string }[] {
  if (font.toString('latin1', 0, 4) !== 'wOF2') throw new Error('not a WOFF2 font')
  const { tables, end } = directory(font, font.readUInt16BE(12))
  const data = brotliDecompressSync(font.subarray(end, end + font.readUInt32BE(20)))
  let offset = 0
  for (const { tag, length } of tables) {
    if (tag === 'name') return namesOf(data.subarray(offset, offset + length))
    offset += length
  }
  throw new Error('the font has no name table')
}

function directory(font: Buffer, count: number) {
  const tables: { readonly tag: string; readonly length: number }[] = []
  let at = HEADER_BYTES
  const base128 = (): number => {
    let value = 0
    for (;;) {
      const byte = font.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
  for (let i = 0; i < count; i++) {
    const flags = font.readUInt8(at++)
    const known = flags & 63
    const tag =
      known === TAG_FOLLOWS ? font.toString('latin1', at, at + 4) : TAGS_KNOWN.slice(5 * known, 5 * known + 4)
    if (known === TAG_FOLLOWS) at += 4
    const length = base128()
    const outlines = tag === 'glyf' || tag === 'loca'
    const transformed = outlines ? flags >> 6 !== PLAIN_VERSION_OF_OUTLINES : flags >> 6 !== 0
    tables.push({ tag, length: transformed ? base128() : length })
  }
  return { tables, end: at }
}

/** Microsoft's entries, which are UTF-16: the fonts have no others. */
function namesOf(table: Buffer): { readonly id: number; readonly text: string }[] {
  const strings = table.readUInt16BE(4)
  return Array.from({ length: table.readUInt16BE(2) }, (_, i) => {
    const record = 6 + 12 * i
    if (table.readUInt16BE(record) !== 3) throw new Error('an entry of another platform')
    const from = strings + table.readUInt16BE(record + 10)
    const bytes = Buffer.from(table.subarray(from, from + table.readUInt16BE(record + 8))).swap16()
    return { id: table.readUInt16BE(record + 6), text: bytes.toString('utf16le') }
  })
}
