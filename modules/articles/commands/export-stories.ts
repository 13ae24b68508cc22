import 'server-only'
import { db, type Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'
import type { State } from '@/modules/workflow/states'
import type { Body } from '../body'
import { factSlugs, filledFacts } from '../facts'
import { storedForm } from '../form'
import { readFactValues } from '../queries/facts'
import type { StoryLine } from '../story-line'

export type ExportedStory = { slug: string; state: State; byline: string; line: StoryLine }

const BATCH = 100

/**
 * Every story that was not withdrawn, in the order of their numbers: the words readers have of a live one, the newest
 * of a draft. `line` is what importStories reads. A bounded number is in memory at a time.
 */
export async function* exportStories(actor: Actor): AsyncGenerator<ExportedStory> {
  permit(actor, 'article.read')
  let after = 0
  for (;;) {
    const rows = await db.article.findMany({
      where: { number: { gt: after }, state: { not: 'withdrawn' }, AND: [openStories(actor)] },
      orderBy: { number: 'asc' },
      take: BATCH,
      select: exported,
    })
    for (const row of rows) {
      const story = await storyOf(row)
      if (story) yield story
      after = row.number
    }
    if (rows.length < BATCH) return
  }
}

const words = {
  select: {
    headline: true,
    standfirst: true,
    body: true,
    byline: true,
    storyDate: true,
    sourceUrl: true,
    form: true,
    tags: { select: { tag: { select: { slug: true } } } },
    // The contract's list is one of headlines: links to other sites are not in it.
    pins: { where: { url: null }, select: { headline: true, targetId: true }, orderBy: { position: 'asc' } },
  },
} as const satisfies Prisma.RevisionDefaultArgs

const exported = {
  id: true,
  number: true,
  slug: true,
  state: true,
  importId: true,
  firstPublishedAt: true,
  headRevision: words,
  liveRevision: words,
} as const satisfies Prisma.ArticleSelect

async function storyOf(row: Prisma.ArticleGetPayload<{ select: typeof exported }>): Promise<ExportedStory | null> {
  const revision = row.liveRevision ?? row.headRevision
  if (!revision) return null
  const date = row.firstPublishedAt ?? revision.storyDate
  const tags = revision.tags.map(({ tag }) => tag.slug).sort()
  const related = await relatedHeadlines(revision.pins)
  const line: StoryLine = {
    id: row.importId ?? row.id,
    headline: revision.headline,
    ...(revision.standfirst !== '' && { standfirst: revision.standfirst }),
    body: filledFacts(revision.body as Body, await readFactValues(db, factSlugs(revision.body))),
    ...(date && { date: date.toISOString() }),
    ...(tags.length > 0 && { tags }),
    ...(related.length > 0 && { related_headlines: related }),
    ...(revision.sourceUrl !== null && { source_url: revision.sourceUrl }),
    ...(revision.form !== 'news' && { form: storedForm(revision.form) }),
  }
  return { slug: row.slug, state: row.state as State, byline: revision.byline, line }
}

/** By the linked story's present headline, which is what finds it again. */
async function relatedHeadlines(pins: readonly { headline: string; targetId: string | null }[]): Promise<string[]> {
  const ids = pins.flatMap((pin) => pin.targetId ?? [])
  const targets =
    ids.length === 0
      ? []
      : await db.article.findMany({ where: { id: { in: ids } }, select: { id: true, liveRevision: named, headRevision: named } })
  const headlines = new Map(targets.map((target) => [target.id, (target.liveRevision ?? target.headRevision)?.headline]))
  return pins.map((pin) => headlines.get(pin.targetId ?? '') || pin.headline)
}
const named = { select: { headline: true } } as const
