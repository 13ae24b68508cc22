import { describe, expect, it } from 'vitest'
import { readBulkLines } from './bulk-csv'

describe('A file of tags', () => {
  it('is read line by line, with several tags to a cell and columns in any order', () => {
    const { lines, bad } = readBulkLines(
      '\uFEFFadd,slug,remove\n"ehc-plans|area-kent",Kent-plans,old-tag\r\n,https://example.org/news/another?x=1,a;b\n',
    )
    expect(bad).toEqual([])
    expect(lines).toEqual([
      { line: 2, slug: 'kent-plans', add: ['ehc-plans', 'area-kent'], remove: ['old-tag'] },
      { line: 3, slug: 'another', add: [], remove: ['a', 'b'] },
    ])
  })

  it('keeps its good lines, and says of each bad one which line and which field', () => {
    const { lines, bad } = readBulkLines(
      'slug,add,remove\ngood,one,\n,one,\nNo way!,one,\nempty,,\nodd,Tag With Words,\nbro"ken,x\nlast,two,\n',
    )
    expect(lines.map((line) => line.slug)).toEqual(['good', 'last'])
    expect(bad.map(({ line, field }) => `${line} ${field}`)).toEqual(['3 slug', '4 slug', '5 add', '6 add', '7 line'])
  })

  it('is refused as a whole without names for its columns', () => {
    expect(readBulkLines('a,b\nc,d').bad).toEqual([
      { line: 1, field: 'slug', message: 'Name the columns in the first line: slug,add,remove' },
    ])
    expect(readBulkLines('').bad).toHaveLength(1)
    expect(readBulkLines('slug\nx').bad).toHaveLength(1)
  })

  it('never falls over', () => {
    for (const text of ['"', '"""', 'slug,add\n"', 'slug,add\n\u0000,\ud800', ',,,\n,,,', 'slug,add\n"a\nb",c\nd,e'])
      expect(() => readBulkLines(text)).not.toThrow()
  })
})
