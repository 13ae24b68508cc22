/** The reference data as rows: reads the files of prisma/reference (SOURCE.md says where they come from). No database. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { isTagType, type TagType } from './tag-types'

export type TagRow = {
  slug: string
  label: string
  type: TagType
  aliases: string[]
  broader: string | null
  description: string
  doNotRelate: boolean
  aspect?: boolean
}
export type CompanionRow = { tag: string; offered: string; kind: 'board' | 'forum' }
export type ReferenceArea = {
  slug: string
  name: string
  officialName: string
  onsCode: string
  councilType: string
  regionSlug: string
  region: string
  aliases: string[]
  boards: string[]
  forum: string | null
  hexQ: number | null
  hexR: number | null
}
export type InspectionRow = {
  id: string
  areaSlug: string
  kind: string
  framework: string
  onsiteStart: Date | null
  onsiteEnd: Date | null
  reportPublished: Date | null
  outcome: number | null
  outcomeShort: string
  whatFollows: string
  boards: string[]
  sourceUrl: string
  checked: boolean
  notes: string
}
export type PageRow = {
  key: string
  title: string
  body: { type: 'doc'; content: { type: 'paragraph'; content: { type: 'text'; text: string }[] }[] }
}
export type Reference = {
  areas: ReferenceArea[]
  tags: TagRow[]
  companions: CompanionRow[]
  inspections: InspectionRow[]
  pages: PageRow[]
}

type Cells = Record<string, string>

const readCsv = (folder: string, file: string): Cells[] => parse(readFileSync(join(folder, file), 'utf8'), { columns: true, bom: true })

/** The cell of a column the file must have. */
function cell(row: Cells, column: string): string {
  const value = row[column]
  if (value === undefined) throw new Error(`The reference data lack the column ${column}.`)
  return value.trim()
}

const list = (value: string): string[] =>
  value
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
const orNull = (value: string): string | null => (value === '' ? null : value)
const day = (value: string): Date | null => (value === '' ? null : new Date(`${value}T00:00:00Z`))

/** On nearly every story: naming them says nothing about what two stories share. */
const saysNothing = (slug: string, type: TagType): boolean => slug === 'ofsted' || slug === 'cqc' || type === 'person-role'

/**
 * Themes that say how things were done, or who says so, and hardly what a story is about: of links by one of these alone a third
 * belonged, on the lists judged by hand, of links by another theme alone two thirds (docs/decisions/0029).
 */
const ASPECTS = new Set([
  'data-quality-assurance',
  'joint-commissioning',
  'leadership-governance',
  'parent-carer-voice',
  'waiting-times',
  'workforce',
])

function readTags(folder: string): TagRow[] {
  return readCsv(folder, 'tags.csv').map((row) => {
    const [slug, type] = [cell(row, 'slug'), cell(row, 'type')]
    if (!isTagType(type)) throw new Error(`tags.csv: ${slug} has the type ${type}, which nobody knows.`)
    const aliases = [...new Set(list(cell(row, 'aliases')))]
    return {
      slug,
      label: cell(row, 'label'),
      type,
      aliases,
      broader: orNull(cell(row, 'broader')),
      description: cell(row, 'description'),
      doNotRelate: saysNothing(slug, type),
      aspect: ASPECTS.has(slug),
    }
  })
}

/** Boards by the name of an area: slug of the board's tag, its short name, and whether it covers a part only. */
function readBoards(folder: string): Map<string, { slug: string; name: string; part: boolean }[]> {
  const byArea = new Map<string, { slug: string; name: string; part: boolean }[]>()
  for (const row of readCsv(folder, 'icbs.csv')) {
    for (const place of list(cell(row, 'places'))) {
      const area = place.replace(/ \(part\)$/, '')
      const boards = byArea.get(area) ?? []
      boards.push({ slug: cell(row, 'slug'), name: cell(row, 'short_name'), part: area !== place })
      byArea.set(area, boards)
    }
  }
  // A board that covers the whole area comes first.
  for (const boards of byArea.values()) boards.sort((a, b) => Number(a.part) - Number(b.part) || a.name.localeCompare(b.name, 'en-GB'))
  return byArea
}

function readAreas(folder: string, boards: ReturnType<typeof readBoards>, forums: Map<string, string>): ReferenceArea[] {
  const hexes = new Map(
    readCsv(folder, 'england-hexmap.csv').map((row) => [cell(row, 'slug'), { q: Number(cell(row, 'q')), r: Number(cell(row, 'r')) }]),
  )
  return readCsv(folder, 'local-authorities.csv').map((row) => {
    const [slug, name, region] = [cell(row, 'slug'), cell(row, 'short_name'), cell(row, 'region')]
    return {
      slug,
      name,
      officialName: cell(row, 'name'),
      onsCode: cell(row, 'ons_code'),
      councilType: cell(row, 'type'),
      region,
      regionSlug: `region-${region.toLowerCase().replaceAll(' ', '-')}`,
      aliases: list(cell(row, 'aliases')),
      boards: (boards.get(name) ?? []).map((board) => (board.part ? `${board.name} (part)` : board.name)),
      forum: forums.get(slug) ?? null,
      hexQ: hexes.get(slug)?.q ?? null,
      hexR: hexes.get(slug)?.r ?? null,
    }
  })
}

function readInspections(folder: string): InspectionRow[] {
  return readCsv(folder, 'inspections.csv').map((row) => ({
    id: cell(row, 'id'),
    areaSlug: cell(row, 'area_slug'),
    kind: cell(row, 'inspection_type'),
    framework: cell(row, 'framework'),
    onsiteStart: day(cell(row, 'onsite_start')),
    onsiteEnd: day(cell(row, 'onsite_end')),
    reportPublished: day(cell(row, 'report_published')),
    outcome: cell(row, 'outcome') === '' ? null : Number(cell(row, 'outcome')),
    outcomeShort: cell(row, 'outcome_short'),
    whatFollows: cell(row, 'what_follows'),
    boards: list(cell(row, 'icbs')),
    sourceUrl: cell(row, 'source_url'),
    checked: cell(row, 'checked_against_report') === 'yes',
    notes: cell(row, 'notes'),
  }))
}

function readPages(folder: string): PageRow[] {
  const pages: { key: string; title: string; paragraphs: string[] }[] = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8'))
  return pages.map(({ key, title, paragraphs }) => ({
    key,
    title,
    body: { type: 'doc', content: paragraphs.map((words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })) },
  }))
}

/** Reads everything under `folder` (prisma/reference). Throws with the file's fault in words. */
export function readReference(folder: string): Reference {
  const tags = readTags(folder)
  const boards = readBoards(folder)
  const forums = new Map(readCsv(folder, 'parent-carer-forums.csv').map((row) => [cell(row, 'area_slug'), cell(row, 'name')]))
  const areas = readAreas(folder, boards, forums)
  const slugs = new Set(tags.map((tag) => tag.slug))
  const companions = areas.flatMap((area): CompanionRow[] => [
    ...(boards.get(area.name) ?? []).map((board) => ({ tag: `area-${area.slug}`, offered: board.slug, kind: 'board' as const })),
    ...(slugs.has(`pcf-${area.slug}`) ? [{ tag: `area-${area.slug}`, offered: `pcf-${area.slug}`, kind: 'forum' as const }] : []),
  ])
  return { areas, tags, companions, inspections: readInspections(folder), pages: readPages(folder) }
}
