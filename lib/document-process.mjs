/**
 * A Word document as HTML, in a process of its own (lib/documents.ts): node lib/document-process.mjs FILE. Prints one line of
 * JSON, {"html","notes"} or {"refusal"}. Only the parts that hold words are unpacked, each no further than the limits below, and
 * packed again without compression: what reads them meets nothing that grows.
 */
import { readFileSync } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'
import mammoth from 'mammoth'

/** Bytes of the unpacked parts together, and files in the archive. A long report has 2 MB of words. */
const UNPACKED_MAX_BYTES = 24 * 1024 * 1024
const ENTRIES_MAX = 2_000
/** Words, styles, notes, numbering and where links lead. No pictures, no macros. */
const WANTED = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:[a-z0-9]+\.xml|_rels\/[a-z0-9]+\.xml\.rels))$/i

/** Drawn by Word from figures: nothing of it is words. */
const CHART = /^word\/(?:charts\/chart|diagrams\/data)\d*\.xml$/i
/** Letters there, as on headed paper; a page number has none. */
const MARGIN = /^word\/(?:header|footer)\d*\.xml$/i
const HAS_WORDS = /<w:t(?: [^>]*)?>[^<]*\p{L}/u
/** How a .doc begins, and a document with a password. */
const OLD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50

class Refusal extends Error {}
const NOT_WORD = 'The file is not a Word document. Save it as .docx and upload that'
const OLD_WORD = 'The document is of an old kind (.doc) or has a password. Save it as .docx without one and upload that'
const TOO_LARGE = 'The document is too large. Copy its text, and paste that'

/** The wanted parts, by name; `charts`: how many there are. */
function unpack(file) {
  if (file.subarray(0, 4).equals(OLD)) throw new Refusal(OLD_WORD)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== END) throw new Refusal(NOT_WORD)
  const count = file.readUInt16LE(end + 10)
  if (count > ENTRIES_MAX) throw new Refusal(TOO_LARGE)
  const parts = new Map()
  let [at, left, charts] = [file.readUInt32LE(end + 16), UNPACKED_MAX_BYTES, 0]
  for (let nth = 0; nth < count; nth += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) throw new Refusal(NOT_WORD)
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset))
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    if (CHART.test(name)) charts += 1
    if (WANTED.test(name)) {
      if (file.readUInt16LE(at + 8) & 1) throw new Refusal(OLD_WORD)
      if (parts.has(name)) throw new Refusal(NOT_WORD)
      const part = contentOf(file, at, left)
      left -= part.length
      parts.set(name, part)
    }
    at += 46 + nameLength + extra + comment
  }
  return { parts, charts }
}

function contentOf(file, entry, most) {
  const [method, size, at] = [file.readUInt16LE(entry + 10), file.readUInt32LE(entry + 20), file.readUInt32LE(entry + 42)]
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL) throw new Refusal(NOT_WORD)
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  const packed = file.subarray(from, from + size)
  if (packed.length !== size || (method !== 0 && method !== 8)) throw new Refusal(NOT_WORD)
  if (most <= 0 || (method === 0 && size > most)) throw new Refusal(TOO_LARGE)
  if (method === 0) return packed
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    throw new Refusal(error?.code === 'ERR_BUFFER_TOO_LARGE' ? TOO_LARGE : NOT_WORD)
  }
}

/** An archive of these parts, uncompressed. */
function pack(parts) {
  const [files, entries] = [[], []]
  let at = 0
  for (const [name, content] of parts) {
    const [called, sum] = [Buffer.from(name), crc32(content)]
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(0x0800, 2)
    about.writeUInt32LE(sum, 10)
    about.writeUInt32LE(content.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(called.length, 22)
    files.push(word(LOCAL), about, called, content)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    entries.push(word(ENTRY), Buffer.from([20, 0]), about, place, called)
    at += 4 + about.length + called.length + content.length
  }
  const list = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.size, 4)
  end.writeUInt16LE(parts.size, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, list, word(END), end])
}

function word(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** What of the document is not in the text that comes out, in sentences; nothing goes without one. */
function notesOn(html, { parts, charts }) {
  const count = (pattern) => (html.match(pattern) ?? []).length
  const pictures = count(/<img\b/g)
  const formulas = [...parts.values()].reduce((sum, part) => sum + (part.toString().match(/<m:oMath[ >]/g) ?? []).length, 0)
  const left = [
    [pictures, 'picture', 'pictures'],
    [charts, 'chart', 'charts'],
    [formulas, 'formula', 'formulas'],
  ].flatMap(([many, one, more]) => (many === 0 ? [] : [`${many} ${many === 1 ? one : more}`]))
  if ([...parts].some(([name, part]) => MARGIN.test(name) && HAS_WORDS.test(part.toString())))
    left.push('what stands at the head or foot of its pages')
  const struck = count(/<s>/g)
  return [
    ...(left.length > 0 ? [`Left out: ${left.join(', ')}.`] : []),
    ...(struck > 0 ? [`Words struck through are ordinary words here, in ${struck === 1 ? 'one place' : `${struck} places`}.`] : []),
  ]
}

/** The way back from a note to its place leads nowhere in a story. */
const withoutWaysBack = (html) => html.replace(/\s*<a href="#(?:foot|end)note-ref-[^"]*">↑<\/a>/g, '')

async function read(file) {
  const unpacked = unpack(file)
  const { parts } = unpacked
  const names = [...parts.keys()]
  if (!parts.has('[Content_Types].xml') || !names.some((name) => /^word\/document\d*\.xml$/i.test(name))) throw new Refusal(NOT_WORD)
  for (const part of parts.values()) if (part.includes('<!DOCTYPE')) throw new Refusal(NOT_WORD)
  const { value } = await mammoth.convertToHtml(
    { buffer: pack(parts) },
    {
      externalFileAccess: false,
      includeEmbeddedStyleMap: false,
      // Pictures come into the library one by one, with their rights.
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      styleMap: [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
      ],
    },
  )
  return { html: withoutWaysBack(value), notes: notesOn(value, unpacked) }
}

try {
  process.stdout.write(JSON.stringify(await read(readFileSync(process.argv[2] ?? ''))))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stdout.write(JSON.stringify({ refusal: error.message }))
}
