import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { PageHead } from '@/components/page-head'
import { Pager, pageOf } from '@/components/pager'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { findArea } from '@/modules/areas/published'
import { StoryList } from '@/modules/articles/components/story-card'
import { listPublishedStories } from '@/modules/articles/published'
import type { PublishedStoryPage } from '@/modules/articles/views'
import { Concluded, Latest } from '@/modules/storylines/components/storyline-boxes'
import { findPublishedStoryline, listStorylineStories } from '@/modules/storylines/published'
import type { PublishedStoryline } from '@/modules/storylines/views'
import { tagFeedPath, tagPath } from '@/modules/tags/paths'
import { findMovedTag, findPublishedTag, tagsBeside } from '@/modules/tags/published'
import { isTagType, tagTypeLabel } from '@/modules/tags/tag-types'
import type { PublicTag, TagBeside } from '@/modules/tags/views'
import { FeedLinks } from './feed-links'
import { isAddress, reading } from './reading'
import { missing, unavailable } from './status-answers'
import { missingMetadata, unavailableMetadata } from './status-pages'
import styles from './tag-page.module.css'
import { readStanding, type StandingOfTag, standingPages, TagStandingParts } from './tag-standing'
import { TagsBeside } from './tags-beside'

const readTag = cache((slug: string) => reading('a tag', () => findPublishedTag(slug)))
const AREA_TAG = 'area-'
/** An area has its page before its first story; its tag, in the public vocabulary, only from then on. */
const isAreaTag = (slug: string) =>
  reading('an area', async () => slug.startsWith(AREA_TAG) && (await findArea(slug.slice(AREA_TAG.length))) !== null)

/** `page` is null where the address holds no page number. */
export async function tagMetadata(slug: string, page: number | null): Promise<Metadata> {
  if (!isAddress(slug) || page === null) return missingMetadata
  const read = await readTag(slug)
  if (!read.available) return unavailableMetadata
  const tag = read.value
  if (!tag) return missingMetadata
  return pageMetadata({
    title: page === 1 ? tag.label : `${tag.label}, page ${page}`,
    description:
      tag.description || (tag.type === 'storyline' ? `${tag.label}: the story so far.` : `Our stories about ${tag.label}, newest first.`),
    path: page === 1 ? tagPath(slug) : `${tagPath(slug)}?page=${page}`,
    feed: { base: tagFeedPath(slug), title: tag.label },
  })
}

/**
 * The stories that carry a tag, themselves or through a narrower one. A tag no live story carries is not public; an
 * area’s tag leads to the area.
 */
export async function TagPage({ slug, page }: { slug: string; page: number | null }) {
  if (!isAddress(slug)) return missing([])
  if (page === null) return missing([])
  const read = await readTag(slug)
  if (!read.available) return unavailable()
  const tag = read.value
  const area = tag ? ({ available: true, value: tag.type === 'area' } as const) : await isAreaTag(slug)
  if (!area.available) return unavailable()
  if (area.value) {
    await tagPage([pageTag.list(slug)])
    permanentRedirect(tagPath(slug))
  }
  if (!tag) return leadOn(slug)
  const content = await reading('the stories of a tag', () => contentOf(tag, page))
  if (!content.available) return unavailable()
  const { line, stories, beside, standing } = content.value
  const { items, pages } = stories
  if (page > pages) return missing([pageTag.list(slug)])
  const shown = items.map((story) => pageTag.shows(story.number))
  await tagPage([
    pageTag.list(slug),
    ...beside.map((tag) => pageTag.list(tag.slug)),
    ...(standing ? standingPages(standing) : []),
    ...shown,
  ])
  return (
    <SiteFrame section="tags">
      <PageHead
        title={page === 1 ? tag.label : `${tag.label}, page ${page}`}
        kicker={isTagType(tag.type) ? tagTypeLabel[tag.type].one : null}
      >
        {tag.description === '' ? null : <p>{tag.description}</p>}
        {line && line.summary !== '' ? <p>{line.summary}</p> : null}
      </PageHead>
      {standing ? <TagStandingParts tag={tag} {...standing} /> : null}
      {line ? <LineHead line={line} /> : null}
      <StoryList stories={items} heading={line ? 'h3' : 'h2'} />
      <Pager address={pageOf(tagPath(slug))} page={page} pages={pages} label={`Pages of stories about ${tag.label}`} />
      <TagsBeside tag={tag} beside={beside} />
      <FeedLinks base={tagFeedPath(slug)} what={tag.label} />
    </SiteFrame>
  )
}

/** A storyline’s stories stand in its own order, below what it is about; those of any other tag are newest first. */
async function contentOf(tag: PublicTag, page: number): Promise<Content> {
  const line = tag.type === 'storyline' ? await findPublishedStoryline(tag.id) : null
  const stories = line ? await listStorylineStories(tag.id, page) : await listPublishedStories({ tagId: tag.id, page })
  if (page > 1) return { line, stories, beside: [], standing: null }
  const [beside, standing] = await Promise.all([tagsBeside(tag), readStanding(tag.id)])
  return { line, stories, beside, standing }
}

/** What stands on the first page only is empty on the others. */
type Content = {
  line: PublishedStoryline | null
  stories: PublishedStoryPage
  beside: TagBeside[]
  standing: StandingOfTag | null
}

/** No live story carries a tag of this address: it may be one that a tag had, or that of a tag merged into another. */
async function leadOn(slug: string) {
  const moved = await reading('an old address of a tag', () => findMovedTag(slug))
  if (!moved.available) return unavailable()
  if (moved.value === null) return missing([pageTag.list(slug)])
  await tagPage([pageTag.list(slug), pageTag.list(moved.value)])
  permanentRedirect(tagPath(moved.value))
}

function LineHead({ line }: { line: PublishedStoryline }) {
  return (
    <div className={styles.line}>
      {line.latest ? <Latest story={line.latest} /> : null}
      {line.open ? null : <Concluded />}
      <h2>{line.byHand ? 'The story, part by part' : 'The story so far, from the beginning'}</h2>
    </div>
  )
}
