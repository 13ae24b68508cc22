import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { JsonLd } from '@/components/json-ld'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata, publicAddress } from '@/lib/page-metadata'
import { pageMark, tagPage } from '@/lib/page-tags'
import { StoryView } from '@/modules/articles/components/story-view'
import { newsArticle } from '@/modules/articles/news-article'
import { articlePath } from '@/modules/articles/paths'
import { leadOf } from '@/modules/articles/pictures'
import { findPublishedStory } from '@/modules/articles/published'
import { CountingScript } from '@/modules/measures/components/counting-script'
import { NotRelated } from '@/modules/measures/components/not-related'
import { commonFile } from '@/modules/media/picture-files'
import { RelatedNews } from '@/modules/related/components/related-news'
import { StorylineBoxes } from '@/modules/storylines/components/storyline-boxes'
import { tagPath } from '@/modules/tags/paths'
import { isAddress, reading } from '../../_parts/reading'
import { RecordBox } from '../../_parts/record-box'
import { missing, unavailable } from '../../_parts/status-answers'
import { GonePage, goneMetadata, missingMetadata, unavailableMetadata } from '../../_parts/status-pages'
import { besideStory } from './beside-story'
import { CaseBox } from './case-box'
import { LaterRecord } from './later-record'
import { MoreNews } from './more-news'

type Params = { params: Promise<{ slug: string }> }

// Cached until something it shows changes: lib/page-cache.ts. None is known when the product is built.
export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

const readStory = cache((slug: string) => reading('a story', () => findPublishedStory(slug)))

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { slug } = await params
  if (!isAddress(slug)) return missingMetadata
  const read = await readStory(slug)
  if (!read.available) return unavailableMetadata
  if (read.value.state === 'gone') return goneMetadata
  if (read.value.state !== 'live') return missingMetadata
  const { story } = read.value
  const lead = leadOf(story)
  return pageMetadata({
    title: story.headline,
    description: story.standfirst || story.bodyText,
    path: articlePath(story.slug),
    image: lead ? { ...commonFile(lead.picture), alt: lead.use.alt } : undefined,
    noIndex: story.legallySensitive,
    article: {
      publishedAt: story.firstPublishedAt,
      modifiedAt: story.readersToldAt,
      tags: story.tags.filter((tag) => tag.own).map((tag) => tag.label),
    },
  })
}

export default async function StoryPage({ params }: Params) {
  const { slug } = await params
  if (!isAddress(slug)) return missing([])
  const read = await readStory(slug)
  if (!read.available) return unavailable()
  const found = read.value
  const address = pageTag.address(slug)
  if (found.state === 'missing') return missing([address])
  if (found.state === 'moved') {
    await tagPage([address, pageTag.address(found.slug)])
    permanentRedirect(articlePath(found.slug))
  }
  if (found.state === 'gone') {
    await tagPage([address, pageMark.gone])
    return <GonePage withdrawnAt={found.withdrawnAt} reason={found.reason} />
  }
  const beside = await reading('what stands beside a story', () => besideStory(found.story))
  if (!beside.available) return unavailable()
  const { related, storylines, latest, record, chain } = beside.value
  await tagPage([address, pageMark.untilMidnight, ...beside.value.pageTags])
  return (
    <SiteFrame section="news" bleed>
      <JsonLd value={newsArticle(found.story, storylines)} />
      <StoryView
        story={found.story}
        tagHref={tagPath}
        notice={chain?.notice ? <LaterRecord notice={chain.notice} siteUrl={printedSite()} /> : null}
        record={record ? <RecordBox {...record} /> : null}
      />
      {chain ? <CaseBox chain={chain} siteUrl={printedSite()} /> : null}
      <StorylineBoxes lines={storylines} siteUrl={printedSite()} />
      <RelatedNews links={related} siteUrl={printedSite()} story={found.story.number}>
        <NotRelated story={found.story} links={related} />
        <CountingScript />
      </RelatedNews>
      <MoreNews stories={latest} />
    </SiteFrame>
  )
}

/** The site as it stands on paper before an address: without the protocol. */
const printedSite = (): string => publicAddress('').replace(/^https?:\/\//, '')
