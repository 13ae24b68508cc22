import 'server-only'
import { db, type Prisma } from '@/lib/db'
import { validateBody } from '../body'
import { headlineKey } from '../headline-key'
import type { ReadStoryLine } from '../story-line'

/**
 * How a line of a file stands to the unpublished changes of a live story:
 * - `none`: there are none;
 * - `behind`: the line says what readers have, the changes say something else: storing it would undo them;
 * - `beside`: the line says what readers have, and the changes are in what a line has no place for (the byline, …);
 * - `replaced`: the line says something readers do not have: whoever wrote it means it.
 */
export type EditsBeside = 'none' | 'behind' | 'beside' | 'replaced'

export async function editsBeside(articleId: string, line: ReadStoryLine): Promise<EditsBeside> {
  const row = await db.article.findUnique({ where: { id: articleId }, select: stored })
  const { state, headRevisionId, liveRevisionId, headRevision, liveRevision, firstPublishedAt } = row ?? {}
  if (state !== 'live' || !headRevision || !liveRevision || headRevisionId === liveRevisionId) return 'none'
  const linked = await linkedHeadlines([...headRevision.pins, ...liveRevision.pins])
  const says = (words: Words) => saysAll(line, words, { firstPublishedAt: firstPublishedAt ?? null, linked })
  if (!says(liveRevision)) return 'replaced'
  return says(headRevision) ? 'beside' : 'behind'
}

const words = {
  select: {
    headline: true,
    standfirst: true,
    body: true,
    storyDate: true,
    sourceUrl: true,
    form: true,
    tags: { select: { tag: { select: { slug: true } } } },
    // A line has no place for links to other sites.
    pins: { where: { url: null }, select: { headlineKey: true, targetId: true }, orderBy: { position: 'asc' } },
  },
} as const satisfies Prisma.RevisionDefaultArgs
type Words = Prisma.RevisionGetPayload<typeof words>
type Pin = Words['pins'][number]

const stored = {
  state: true,
  headRevisionId: true,
  liveRevisionId: true,
  firstPublishedAt: true,
  headRevision: words,
  liveRevision: words,
} as const satisfies Prisma.ArticleSelect

type Around = { firstPublishedAt: Date | null; linked: Map<string, Set<string>> }

/** Whether a line says these words, in all that a line can say. Its date may be that of the first publication. */
function saysAll(line: ReadStoryLine, { tags, pins, ...one }: Words, { firstPublishedAt, linked }: Around): boolean {
  const listed = [...new Set(line.related_headlines.map(headlineKey))]
  const means = (pin: Pin, key: string | undefined) => pin.headlineKey === key || linked.get(pin.targetId ?? '')?.has(key ?? '') === true
  return (
    line.headline === one.headline &&
    line.standfirst === one.standfirst &&
    line.source_url === one.sourceUrl &&
    (line.form ?? one.form) === one.form &&
    [one.storyDate, firstPublishedAt].some((date) => line.date === (date?.toISOString() ?? null)) &&
    line.tags.toSorted().join() ===
      tags
        .map(({ tag }) => tag.slug)
        .sort()
        .join() &&
    listed.length === pins.length &&
    pins.every((pin, at) => means(pin, listed[at])) &&
    canonical(line.body) === canonical(one.body)
  )
}

/** PostgreSQL keeps no order of keys: the normal form has one. */
function canonical(body: unknown): string {
  const checked = validateBody(body)
  return JSON.stringify(checked.ok ? checked.value : body)
}

/** By story, the headlines it has now: an export lists a linked story by one of them. */
async function linkedHeadlines(pins: readonly Pin[]): Promise<Map<string, Set<string>>> {
  const named = { select: { headlineKey: true } } as const
  const rows = await db.article.findMany({
    where: { id: { in: pins.flatMap((pin) => pin.targetId ?? []) } },
    select: { id: true, headRevision: named, liveRevision: named },
  })
  return new Map(rows.map((row) => [row.id, new Set([row.headRevision, row.liveRevision].flatMap((one) => one?.headlineKey ?? []))]))
}
