import 'server-only'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import type { Body } from '@/modules/articles/body'
import { CLOSE_LIKENESS } from '@/modules/articles/close-headline'
import { recordOpening } from '@/modules/articles/commands/record-opening'
import { headlineKey } from '@/modules/articles/headline-key'
import { storiesByHeadlineKey } from '@/modules/articles/queries'
import { closestStory } from '@/modules/articles/queries/close-stories'
import { withFacts } from '@/modules/articles/queries/facts'
import { isStoryId } from '@/modules/articles/rules'
import type { StoryTag } from '@/modules/articles/views'
import { previewRelated } from '@/modules/related/queries'
import type { EditorRelated, LeftOutBy } from './related-answer'
import type { MatchHeadlinesInput, PreviewRelatedInput } from './schema'

/** `close`: where nothing has this headline, the story of nearly this one, to be confirmed. */
export type HeadlineMatch = {
  headline: string
  target: { id: string; headline: string; live: boolean } | null
  close: { id: string; headline: string } | null
}

/**
 * The story that each headline of a hand-made list means, in the order given; `target` is null for one that has to
 * wait. Quotation marks, dashes, case and punctuation make no difference. A live story wins over a draft; none means
 * `articleId`, the story being written (null before its first save).
 */
export async function matchHeadlines(actor: Actor, { articleId, headlines }: MatchHeadlinesInput): Promise<HeadlineMatch[]> {
  permit(actor, 'article.read')
  const self = articleId ?? undefined
  const found = await storiesByHeadlineKey(db, actor, headlines.map(headlineKey), self)
  return Promise.all(
    headlines.map(async (headline) => {
      const target = found.get(headlineKey(headline))
      if (target) return { headline, target: { id: target.id, headline: target.headline, live: target.live }, close: null }
      const close = await closestStory(db, actor, headline, CLOSE_LIKENESS, self)
      return { headline, target: null, close: close && { id: close.id, headline: close.headline } }
    }),
  )
}

/** The list as readers would see it, with the id of each story in it, and the stories that leave this one out. */
export async function previewForEditor(actor: Actor, input: PreviewRelatedInput, now: Date): Promise<EditorRelated> {
  const [links, leftOutBy] = await Promise.all([previewRelated(actor, input, now), leavingOut(input.articleId)])
  const numbers = links.flatMap((link) => (link.kind === 'story' ? link.number : []))
  const rows = await db.publishedArticle.findMany({
    where: { number: { in: numbers } },
    select: { number: true, articleId: true, evergreen: true },
  })
  const evergreen = rows.filter((row) => row.evergreen).map((row) => row.number)
  return { links, ids: Object.fromEntries(rows.map((row) => [row.number, row.articleId])), evergreen, leftOutBy }
}

async function leavingOut(articleId: string | null): Promise<LeftOutBy[]> {
  if (articleId === null) return []
  return db.$queryRaw<LeftOutBy[]>`
    select p.article_id::text as id, p.slug, p.headline from article own
    join published_exclusion e on e.target_number = own.number join published_article p on p.number = e.article_number
    where own.id = ${articleId}::uuid order by p.headline, p.number`
}

export type RevisionView = {
  number: number
  headline: string
  standfirst: string
  body: Body
  byline: string
  createdAt: Date
  createdByName: string
  tags: StoryTag[]
}

/** One stored text of a story. Throws NotFound. */
export async function getRevision(actor: Actor, articleId: string, number: number): Promise<RevisionView> {
  permit(actor, 'article.read')
  await recordOpening(actor, articleId, new Date())
  const row = isStoryId(articleId)
    ? await db.revision.findUnique({
        where: { articleId_number: { articleId, number } },
        select: {
          number: true,
          headline: true,
          standfirst: true,
          body: true,
          byline: true,
          createdAt: true,
          createdByName: true,
          article: { select: { id: true, sensitive: true, embargoUntil: true } },
          tags: { select: { tag: { select: { slug: true, label: true, type: true } } } },
        },
      })
    : null
  if (!row || !(await mayOpenStory(db, actor, row.article))) throw new NotFound('There is no such version of this story.')
  const { article: _, ...revision } = row
  return { ...revision, body: await withFacts(db, row.body as Body), tags: row.tags.map(({ tag }) => tag) }
}
