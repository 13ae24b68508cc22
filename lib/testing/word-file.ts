/** Word documents for tests, made by hand: an archive of parts as Word writes them. */
import { crc32, deflateRawSync } from 'node:zlib'

type Part = { name: string; content: Buffer }

/** Parts as a .docx: what `zip` would write, each part compressed. */
export function archiveOf(parts: Record<string, string | Buffer>): Buffer {
  const [files, entries]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, content } of Object.entries(parts).map(([of, text]): Part => ({ name: of, content: Buffer.from(text) }))) {
    const packed = deflateRawSync(content)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(Buffer.byteLength(name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    entries.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, place, Buffer.from(name))
    const file = [Buffer.from('PK\x03\x04', 'latin1'), about, Buffer.from(name), packed]
    files.push(...file)
    at += file.reduce((sum, piece) => sum + piece.length, 0)
  }
  const list = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, list, end])
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const SPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
].join(' ')
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const typed = (name: string, kind: string): string => `<Override PartName="/word/${name}.xml" ContentType="${TYPES}.${kind}+xml"/>`
const related = (id: string, kind: string, target: string, outside = false): string =>
  `<Relationship Id="${id}" Type="${REL}/${kind}" Target="${target}"${outside ? ' TargetMode="External"' : ''}/>`
const relations = (...each: string[]): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`

const STYLES = `${HEAD}<w:styles ${SPACES}>${[
  ['Title', 'Title'],
  ['Heading1', 'heading 1'],
  ['Heading2', 'heading 2'],
  ['Quote', 'Quote'],
]
  .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
  .join('')}</w:styles>`

const NUMBERING = `${HEAD}<w:numbering ${SPACES}>${['bullet', 'decimal']
  .map((format, at) => `<w:abstractNum w:abstractNumId="${at}"><w:lvl w:ilvl="0"><w:numFmt w:val="${format}"/></w:lvl></w:abstractNum>`)
  .join('')}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`

/** `body`: what stands in w:body. A link of the id "site" leads to https://example.org/report. */
export type WordFile = { body: string; footnotes?: string; comments?: string; more?: Record<string, string | Buffer> }

/** The parts of a document as Word lays them out. */
export function wordParts({ body, footnotes = '', comments = '', more = {} }: WordFile): Record<string, string | Buffer> {
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${typed('document', 'document.main')}${typed('styles', 'styles')}${typed('numbering', 'numbering')}${typed('footnotes', 'footnotes')}${typed('comments', 'comments')}</Types>`,
    '_rels/.rels': relations(related('rId1', 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': relations(
      related('styles', 'styles', 'styles.xml'),
      related('numbers', 'numbering', 'numbering.xml'),
      related('notes', 'footnotes', 'footnotes.xml'),
      related('said', 'comments', 'comments.xml'),
      related('shot', 'image', 'media/image1.png'),
      related('site', 'hyperlink', 'https://example.org/report', true),
    ),
    'word/document.xml': `${HEAD}<w:document ${SPACES}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': STYLES,
    'word/numbering.xml': NUMBERING,
    'word/footnotes.xml': `${HEAD}<w:footnotes ${SPACES}>${footnotes}</w:footnotes>`,
    'word/comments.xml': `${HEAD}<w:comments ${SPACES}>${comments}</w:comments>`,
    'word/media/image1.png': Buffer.from('not looked at'),
    ...more,
  }
}

/** A whole .docx. */
export const wordFile = (file: WordFile): Buffer => archiveOf(wordParts(file))

/** A run of text; `as`: what stands in its w:rPr. */
export const run = (text: string, as = ''): string =>
  `<w:r>${as ? `<w:rPr>${as}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`
/** A paragraph of runs or of plain text; `style`: the id of its style, or "bullet" and "decimal" for an entry of a list. */
export function para(content: string, style = ''): string {
  const list = { bullet: 1, decimal: 2 }[style]
  const numbers = list ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>` : ''
  const named = style && !list ? `<w:pStyle w:val="${style}"/>` : ''
  return `<w:p>${named || numbers ? `<w:pPr>${named}${numbers}</w:pPr>` : ''}${content.startsWith('<') ? content : run(content)}</w:p>`
}
/** Where a picture of the document stands. */
export const PICTURE =
  '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture" descr="A picture"/><a:graphic><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="shot"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
