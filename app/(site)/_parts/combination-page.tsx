import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { PageHead } from '@/components/page-head'
import { Pager, pageOf } from '@/components/pager'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { StoryList } from '@/modules/articles/components/story-card'
import { listPublishedStories } from '@/modules/articles/published'
import { COMBINATION_INDEXED_FROM, combinationFeedPath, combinationLabel, combinationPath } from '@/modules/tags/combination'
import { tagPath } from '@/modules/tags/paths'
import { findCombination } from '@/modules/tags/published'
import { isTagType, tagTypeLabel } from '@/modules/tags/tag-types'
import { FeedLinks } from './feed-links'
import { isAddress, reading } from './reading'
import { missing, unavailable } from './status-answers'
import { missingMetadata, unavailableMetadata } from './status-pages'

type Asked = { slug: string; other: string /** null where the address holds no page number. */; page: number | null }

const readCombination = cache((slug: string, other: string, page: number) =>
  reading('the stories of two tags', async () => {
    const found = await findCombination(slug, other)
    if (found.state !== 'found') return found
    const [one, two] = found.tags
    return { ...found, stories: await listPublishedStories({ tagId: one.id, withTagId: two.id, page }) }
  }),
)

export async function combinationMetadata({ slug, other, page }: Asked): Promise<Metadata> {
  if (!isAddress(slug) || !isAddress(other) || page === null) return missingMetadata
  const read = await readCombination(slug, other, page)
  if (!read.available) return unavailableMetadata
  if (read.value.state !== 'found' || read.value.stories.total === 0) return missingMetadata
  const { tags, stories } = read.value
  const [name, path] = [combinationLabel(tags), combinationPath(slug, other)]
  return pageMetadata({
    title: page === 1 ? name : `${name}, page ${page}`,
    description: `Our stories about ${name}, newest first.`,
    path: page === 1 ? path : `${path}?page=${page}`,
    feed: { base: combinationFeedPath(slug, other), title: name },
    noIndex: stories.total < COMBINATION_INDEXED_FROM,
  })
}

/** The stories that carry two tags, each themselves or through a narrower one; a pair that no live story carries is not public. */
export async function CombinationPage({ slug, other, page }: Asked) {
  if (!isAddress(slug) || !isAddress(other) || page === null) return missing([])
  const lists = [pageTag.list(slug), pageTag.list(other)]
  const read = await readCombination(slug, other, page)
  if (!read.available) return unavailable()
  if (read.value.state === 'moved') {
    // Also under where it leads: another name of that ends it, so that nobody is led twice.
    await tagPage([...lists, ...read.value.slugs.map(pageTag.list)])
    permanentRedirect(read.value.path)
  }
  if (read.value.state !== 'found') return missing(lists)
  const { tags, stories } = read.value
  if (stories.total === 0 || page > stories.pages) return missing(lists)
  await tagPage([...lists, ...stories.items.map((story) => pageTag.shows(story.number))])
  const name = combinationLabel(tags)
  const kinds = tags.map(({ type }) => (isTagType(type) ? tagTypeLabel[type].one : null)).filter((kind) => kind !== null)
  return (
    <SiteFrame section="tags">
      <PageHead title={page === 1 ? name : `${name}, page ${page}`} kicker={[...new Set(kinds)].join(' and ').toLowerCase()}>
        <p>
          {stories.total === 1 ? 'One story is' : `${stories.total.toLocaleString('en-GB')} stories are`} about both{' '}
          <a href={tagPath(tags[0].slug)}>{tags[0].label}</a> and <a href={tagPath(tags[1].slug)}>{tags[1].label}</a>.
        </p>
      </PageHead>
      <StoryList stories={stories.items} heading="h2" />
      <Pager address={pageOf(combinationPath(slug, other))} page={page} pages={stories.pages} label={`Pages of stories about ${name}`} />
      <FeedLinks base={combinationFeedPath(slug, other)} what={name} />
    </SiteFrame>
  )
}
