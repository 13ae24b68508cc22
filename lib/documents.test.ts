import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from './documents'
import { archiveOf, PICTURE, para, run, wordFile, wordParts } from './testing/word-file'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-documents-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(bytes: Buffer | string) {
  const file = join(folder, 'upload')
  await writeFile(file, bytes)
  return readDocument(file)
}

const value = async (bytes: Buffer) => {
  const result = await read(bytes)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}
const refusal = async (bytes: Buffer | string) => {
  const result = await read(bytes)
  return result.ok ? 'taken' : (result.problems[0]?.message ?? '')
}

const raised = '<w:vertAlign w:val="superscript"/>'
const lowered = '<w:vertAlign w:val="subscript"/>'
const changed = (kind: string, content: string) => `<w:${kind} w:id="9" w:author="A">${content}</w:${kind}>`

describe('A Word document', () => {
  it('keeps its title, headings, lists, tables, links and quotations', async () => {
    const body = [
      para('The title', 'Title'),
      para('A heading', 'Heading1'),
      para('one', 'bullet'),
      para('first', 'decimal'),
      para('Words said.', 'Quote'),
      para(`<w:hyperlink r:id="site">${run('the report')}</w:hyperlink>`),
      `<w:tbl><w:tr><w:tc>${para('A')}</w:tc><w:tc>${para('B')}</w:tc></w:tr></w:tbl>`,
    ]
    expect(await value(wordFile({ body: body.join('') }))).toEqual({
      html: '<h1>The title</h1><h1>A heading</h1><ul><li>one</li></ul><ol><li>first</li></ol><blockquote><p>Words said.</p></blockquote><p><a href="https://example.org/report">the report</a></p><table><tr><td><p>A</p></td><td><p>B</p></td></tr></table>',
      notes: [],
    })
  })

  it('keeps raised and lowered letters as such, and its notes at the end with their marks', async () => {
    const mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    const note = `<w:footnote w:id="2">${para(`<w:r><w:footnoteRef/></w:r>${run('The note.')}`)}</w:footnote>`
    const { html } = await value(
      wordFile({ body: para(`${run('H')}${run('2', lowered)}${run('O, m')}${run('2', raised)}${mark}`), footnotes: note }),
    )
    expect(html).toBe(
      '<p>H<sub>2</sub>O, m<sup>2</sup><sup><a href="#footnote-2" id="footnote-ref-2">[1]</a></sup></p><ol><li id="footnote-2"><p>The note.</p></li></ol>',
    )
  })

  it('is as its author would send it: without what was deleted, with what was added, without remarks', async () => {
    const body = para(
      `${run('Kept ')}${changed('del', '<w:r><w:delText>gone </w:delText></w:r>')}${changed('ins', run('added '))}${changed('moveFrom', run('moved '))}${changed('moveTo', run('put here'))}<w:commentRangeStart w:id="0"/>${run('.')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
    )
    const comments = `<w:comment w:id="0" w:author="B" w:initials="B">${para('A secret remark')}</w:comment>`
    expect((await value(wordFile({ body, comments }))).html).toBe('<p>Kept added put here.</p>')
  })

  it('says what of it was left out', async () => {
    const formula = '<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>'
    const body = [para(PICTURE), para(`${PICTURE}${run('and ')}${run('struck', '<w:strike/>')}`), para(formula)].join('')
    expect((await value(wordFile({ body, more: { 'word/charts/chart1.xml': '<c/>' } }))).notes).toEqual([
      'Left out: 2 pictures, 1 chart, 1 formula.',
      'Words struck through are ordinary words here, in one place.',
    ])
  })

  it('says that the words of headed paper were left out, and nothing of page numbers', async () => {
    const notes = async (words: string) =>
      (await value(wordFile({ body: para('x'), more: { 'word/header1.xml': `<w:hdr>${para(words)}</w:hdr>` } }))).notes
    expect(await notes('Northmoor Council, press office')).toEqual(['Left out: what stands at the head or foot of its pages.'])
    expect(await notes('12')).toEqual([])
  })

  it('may have its words in a part of another name, as Word on the web writes it', async () => {
    const parts = wordParts({ body: para('Words') })
    const renamed = Object.fromEntries(
      Object.entries(parts).map(([name, content]) => [
        name.replace('document.xml', 'document2.xml'),
        typeof content === 'string' ? content.replaceAll('word/document.xml', 'word/document2.xml') : content,
      ]),
    )
    expect((await value(archiveOf(renamed))).html).toBe('<p>Words</p>')
  })
})

describe('Refused, in words, is', () => {
  const NOT_WORD = 'The file is not a Word document. Save it as .docx and upload that'

  it('what is no Word document, whatever its name says', async () => {
    const good = wordFile({ body: para('Words') })
    expect(await refusal('%PDF-1.7 and more')).toBe(NOT_WORD)
    expect(await refusal(Buffer.alloc(0))).toBe(NOT_WORD)
    expect(await refusal(archiveOf({ 'xl/workbook.xml': '<x/>' }))).toBe(NOT_WORD)
    expect(await refusal(good.subarray(0, good.length - 200))).toBe(NOT_WORD)
    expect(await refusal(Buffer.concat([Buffer.alloc(400), good.subarray(400)]))).toBe(NOT_WORD)
  })

  it('an old one, or one with a password', async () => {
    expect(await refusal(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(2_000)]))).toMatch(
      /^The document is of an old kind \(\.doc\) or has a password\./,
    )
  })

  it('one that grows beyond its limit when it is unpacked, before it is', async () => {
    // The last part: nothing after it could notice.
    const bomb = wordFile({ body: para('x'), more: { 'word/footer1.xml': 'x'.repeat(30_000_000) } })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusal(bomb)).toBe('The document is too large. Copy its text, and paste that')
    const small = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`word/header${at}.xml`, 'x'.repeat(1_000_000)]))
    expect(await refusal(wordFile({ body: para('x'), more: small }))).toBe('The document is too large. Copy its text, and paste that')
  })

  it('one with declarations of its own, from which its text could grow', async () => {
    const parts = wordParts({ body: para('Words') })
    const laughing = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">]>${String(parts['word/document.xml']).replace(/^<\?xml[^>]*\?>/, '')}`
    expect(await refusal(archiveOf({ ...parts, 'word/document.xml': laughing }))).toBe(NOT_WORD)
  })

  it('one that is broken inside', async () => {
    const parts = wordParts({ body: para('Words') })
    expect(await refusal(archiveOf({ ...parts, 'word/document.xml': '<w:document' }))).toBe(
      'The document could not be read. Copy its text, and paste that',
    )
  })
})
