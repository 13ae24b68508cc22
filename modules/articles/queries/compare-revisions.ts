import 'server-only'
import { db, type Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import type { Body } from '../body'
import { recordOpening } from '../commands/record-opening'
import { type ComparedVersion, type Comparison, compareVersions } from '../comparison'
import { type FactValues, factSlugs, shownFacts } from '../facts'
import { storedForm } from '../form'
import { storedLead } from '../pictures'
import { targetsById } from '../queries'
import { isStoryId } from '../rules'
import { readFactValues } from './facts'
import { pictureNames } from './picture-uses'
import { WORDS } from './revision-select'

export type ComparedRevision = {
  number: number
  createdAt: Date
  createdByName: string
  label: string | null
  live: boolean
  head: boolean
}
export type RevisionComparison = { headline: string; before: ComparedRevision; after: ComparedRevision; comparison: Comparison }

/** "live": what readers have; "newest": the newest words. */
export type RevisionName = number | 'live' | 'newest'

/** What differs between two versions of a story, the older one first. Throws NotFound. */
export async function compareRevisions(actor: Actor, id: string, from: RevisionName, to: RevisionName): Promise<RevisionComparison> {
  permit(actor, 'article.read')
  await recordOpening(actor, id, new Date())
  const article = isStoryId(id) ? await db.article.findUnique({ where: { id }, select: named }) : null
  if (!article || !(await mayOpenStory(db, actor, article))) throw new NotFound('There is no such story. It may have been deleted.')
  const numberOf = (name: RevisionName) =>
    name === 'live' ? article.liveRevision?.number : name === 'newest' ? article.headRevision?.number : name
  const numbers = [numberOf(from), numberOf(to)].map((number) => number ?? 0).sort((a, b) => a - b)
  const rows = await db.revision.findMany({
    where: { articleId: id, number: { in: numbers } },
    orderBy: { number: 'asc' },
    select: compared,
  })
  const [first, last = first] = rows
  if (!first || !last || rows.length !== new Set(numbers).size) throw new NotFound('There is no such version of this story.')
  const targets = await targetsById(db, actor, [first, last].flatMap(linkedIds))
  const names = new Map([...targets].map(([id, target]) => [id, target.headline]))
  const texts = [first, last].map((row) => ({ body: row.body as Body, leadPicture: storedLead(row.leadPicture) }))
  const files = await pictureNames(db, actor, texts)
  const about = (row: Row): ComparedRevision => ({
    number: row.number,
    createdAt: row.createdAt,
    createdByName: row.createdByName,
    label: row.label?.label ?? null,
    live: row.number === article.liveRevision?.number,
    head: row.number === article.headRevision?.number,
  })
  const facts = await readFactValues(
    db,
    [first, last].flatMap(({ body }) => factSlugs(body)),
  )
  const known = { names, pictures: files, facts }
  const comparison = compareVersions(versionOf(first, known), versionOf(last, known))
  return { headline: article.headline, before: about(first), after: about(last), comparison }
}

const named = {
  id: true,
  headline: true,
  sensitive: true,
  embargoUntil: true,
  headRevision: { select: { number: true } },
  liveRevision: { select: { number: true } },
} as const satisfies Prisma.ArticleSelect

const compared = {
  number: true,
  ...WORDS,
  createdAt: true,
  createdByName: true,
  label: { select: { label: true } },
  tags: { select: { tag: { select: { label: true } } } },
  pins: { select: { headline: true, targetId: true, url: true, expiresAt: true, note: true }, orderBy: { position: 'asc' } },
  exclusions: { select: { targetId: true } },
} as const satisfies Prisma.RevisionSelect
type Row = Prisma.RevisionGetPayload<{ select: typeof compared }>

const linkedIds = (row: Row): string[] => [
  ...row.pins.flatMap((pin) => pin.targetId ?? []),
  ...row.exclusions.map(({ targetId }) => targetId),
]

type Known = { names: ReadonlyMap<string, string>; pictures: ReadonlyMap<string, string>; facts: FactValues }

/** A story that was deleted, or that this person may not open, has no name here. Facts stand with what they say now. */
function versionOf(row: Row, { names, pictures, facts }: Known): ComparedVersion {
  const { body, leadPicture, tags, pins, exclusions, ...words } = row
  return {
    ...words,
    form: storedForm(words.form),
    body: shownFacts(body as Body, facts),
    leadPicture: storedLead(leadPicture),
    tags: tags.map(({ tag }) => tag.label).sort((a, b) => a.localeCompare(b, 'en-GB')),
    links: pins.map((pin) => ({ ...pin, headline: names.get(pin.targetId ?? '') ?? pin.headline })),
    leftOut: exclusions.map(({ targetId }) => names.get(targetId) ?? 'a story that cannot be shown').sort(),
    pictures,
  }
}
