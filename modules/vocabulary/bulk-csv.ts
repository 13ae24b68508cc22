/** A file of `slug,add,remove` as lines to be planned. Pure. */
import { parse } from 'csv-parse/sync'
import { cleanLine } from '@/lib/text'
import { BULK_TAGS_MAX } from './bulk-input'
import type { BadLine } from './bulk-plan'

const CSV_LINES_MAX = 20_000
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** What one line of a file wants of the story at `slug`. `line` counts from 1, the line of the names included. */
export type BulkLine = { line: number; slug: string; add: string[]; remove: string[] }

const COLUMNS = ['slug', 'add', 'remove'] as const
type Column = (typeof COLUMNS)[number]
type Row = { record: string[]; info: { lines: number } }

/**
 * Reads lines of `slug,add,remove`, several tags divided by "|" or ";", names in the first line in any order. A line that
 * cannot be read is among `bad` with its number and field; the others are kept.
 */
export function readBulkLines(text: string): { lines: BulkLine[]; bad: BadLine[] } {
  const bad: BadLine[] = []
  const rows: Row[] = parse(text.replace(/\r\n?/g, '\n'), {
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: CSV_LINES_MAX + 2,
    on_skip: (error) => {
      bad.push({
        line: Number(error?.lines ?? 0),
        field: 'line',
        message: 'This line has a quotation mark that is not closed, or one too many',
      })
      return undefined
    },
  }) as unknown as Row[]
  const [head, ...rest] = rows
  const places = columnsOf(head?.record ?? [])
  if (!places) return { lines: [], bad: [{ line: 1, field: 'slug', message: 'Name the columns in the first line: slug,add,remove' }] }
  if (rest.length > CSV_LINES_MAX)
    return {
      lines: [],
      bad: [{ line: CSV_LINES_MAX + 2, field: 'line', message: `Give at most ${CSV_LINES_MAX.toLocaleString('en-GB')} lines` }],
    }
  const lines: BulkLine[] = []
  for (const { record, info } of rest) {
    const read = readLine(record, places, info.lines)
    if ('faults' in read) bad.push(...read.faults)
    else lines.push(read)
  }
  return { lines, bad: bad.sort((a, b) => a.line - b.line) }
}

function columnsOf(record: readonly string[]): Record<Column, number> | null {
  const names = record.map((name) => name.toLowerCase())
  const [slug, add, remove] = COLUMNS.map((column) => names.indexOf(column))
  if (slug === undefined || slug < 0 || (add === -1 && remove === -1)) return null
  return { slug, add: add ?? -1, remove: remove ?? -1 }
}

function readLine(record: readonly string[], places: Record<Column, number>, line: number): BulkLine | { faults: BadLine[] } {
  const cell = (column: Column): string => record[places[column]] ?? ''
  const faults: BadLine[] = []
  const slug = slugOf(cell('slug'))
  if (slug === '') faults.push({ line, field: 'slug', message: 'Give the address of a story' })
  else if (!SLUG.test(slug)) faults.push({ line, field: 'slug', message: `“${shown(slug)}” is not an address like kent-plans-reviewed` })
  const tagsOf = (column: 'add' | 'remove'): string[] => {
    const given = [...new Set(cell(column).split(/[|;]/).map(cleanTag).filter(Boolean))]
    for (const tag of given)
      if (!SLUG.test(tag)) faults.push({ line, field: column, message: `“${shown(tag)}” is not a tag’s address like ehc-plans` })
    if (given.length > BULK_TAGS_MAX) faults.push({ line, field: column, message: `Give at most ${BULK_TAGS_MAX} tags` })
    return given
  }
  const [add, remove] = [tagsOf('add'), tagsOf('remove')]
  if (add.length + remove.length === 0) faults.push({ line, field: 'add', message: 'Give at least one tag to add or to remove' })
  return faults.length > 0 ? { faults } : { line, slug, add, remove }
}

/** Also a whole address, as copied from a browser. */
const slugOf = (value: string): string => (/\/news\/([^/?#]+)/.exec(value)?.[1] ?? value).trim().toLowerCase()
const cleanTag = (value: string): string => value.trim().toLowerCase()
const shown = (value: string): string => cleanLine(value.replace(/\p{Surrogate}/gu, '').slice(0, 60))
