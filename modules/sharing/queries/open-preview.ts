import 'server-only'
import { db } from '@/lib/db'
import type { Body } from '@/modules/articles/body'
import { storedLead } from '@/modules/articles/pictures'
import { withFacts } from '@/modules/articles/queries/facts'
import { countDeadLink, noteOpening } from '../commands/note-opening'
import type { OpenedPreview, PreviewStory } from '../views'
import { findOpenLink, type OpenLink, type SharedArticle } from './find-link'
import { sharedPictures } from './shared-pictures'

/**
 * What somebody without an account sees at a preview link, which is noted. `peer` is the address the request came from
 * (modules/auth/throttle.ts); it is counted only where there is nothing to see, and kept with no link.
 */
export async function openPreview({ token, peer }: { token: string; peer: string }, now: Date): Promise<OpenedPreview> {
  const found = await findOpenLink(db, token, now)
  const story = found && (await readStory(found, token, now))
  if (!found || !story) return { state: (await countDeadLink(peer, now)) ? 'nothing' : 'wait' }
  await noteOpening(found.link.id)
  return { state: 'shown', label: found.link.label, readers: readersHave(found.article, found.link.revisionId), story }
}

function readersHave({ state, headRevisionId, liveRevisionId }: SharedArticle, revisionId: string | null): 'nothing' | 'older' | 'same' {
  if (state !== 'live') return 'nothing'
  return (revisionId ?? headRevisionId) === liveRevisionId ? 'same' : 'older'
}

async function readStory({ link, article }: OpenLink, token: string, now: Date): Promise<PreviewStory | null> {
  const id = link.revisionId ?? article.headRevisionId
  const row = id === null ? null : await db.revision.findFirst({ where: { id, articleId: article.id }, select: words })
  if (!row) return null
  const { number: revision, body, leadPicture, tags, ...rest } = row
  const { number, slug, firstPublishedAt, readersToldAt } = article
  const shown = await withPages(tags.map(({ tag }) => tag))
  const pictures = await sharedPictures(token, row, now)
  const version = {
    ...rest,
    revision,
    body: await withFacts(db, body as Body),
    leadPicture: storedLead(leadPicture),
    pictures,
    tags: shown,
  }
  return { articleId: article.id, number, slug, firstPublishedAt, readersToldAt, ...version }
}

const words = {
  number: true,
  headline: true,
  standfirst: true,
  body: true,
  leadPicture: true,
  byline: true,
  storyDate: true,
  sourceUrl: true,
  evergreen: true,
  tags: { select: { tag: { select: { slug: true, label: true, type: true } } } },
} as const

type Tag = PreviewStory['tags'][number]

/** The tags a reader can follow: those that live stories carry, and areas. What only drafts carry is nobody's to read. */
async function withPages(tags: Tag[]): Promise<Tag[]> {
  const rows = await db.publishedTag.findMany({ where: { slug: { in: tags.map((tag) => tag.slug) } }, select: { slug: true } })
  const known = new Set(rows.map((row) => row.slug))
  return tags.filter(({ slug, type }) => known.has(slug) || type === 'area').sort((a, b) => a.label.localeCompare(b.label, 'en-GB'))
}
