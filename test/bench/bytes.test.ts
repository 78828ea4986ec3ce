import { describe, expect, it } from 'vitest'
import { startFiles } from './bytes.ts'

describe('startFiles', () => {
  it('follows static imports, counts a shared chunk once, and leaves lazy chunks out', () => {
    const manifest = {
      'index.html': {
        file: 'index.js',
        isEntry: true,
        imports: ['_a.js', '_b.js'],
        dynamicImports: ['lazy.tsx'],
        css: ['index.css'],
      },
      '_a.js': { file: 'a.js', imports: ['_b.js'], css: ['a.css'] },
      '_b.js': { file: 'b.js', imports: ['_a.js'] },
      'lazy.tsx': { file: 'lazy.js', imports: ['_a.js'], css: ['lazy.css'] },
    }
    expect(startFiles(manifest)).toEqual(['a.css', 'a.js', 'b.js', 'index.css', 'index.js'])
  })

  it('refuses a manifest without an entry instead of reporting zero bytes', () => {
    expect(() => startFiles({ 'lazy.tsx': { file: 'lazy.js' } })).toThrow('names no entry')
  })

  it('refuses a manifest with a missing chunk instead of leaving its bytes out', () => {
    const manifest = { 'index.html': { file: 'index.js', isEntry: true, imports: ['_gone.js'] } }
    expect(() => startFiles(manifest)).toThrow('_gone.js')
  })
})
