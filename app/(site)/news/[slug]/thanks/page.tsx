import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { Prose } from '@/components/prose'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { tagPage } from '@/lib/page-tags'
import { articlePath } from '@/modules/articles/paths'
import { findPublishedStory } from '@/modules/articles/published'
import { isAddress, reading } from '../../../_parts/reading'
import { missing, unavailable } from '../../../_parts/status-answers'
import { missingMetadata } from '../../../_parts/status-pages'

type Params = { params: Promise<{ slug: string }> }

export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

const TITLE = 'Thank you for telling us'

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { slug } = await params
  return isAddress(slug) ? { title: `${TITLE} – Throughline`, robots: { index: false } } : missingMetadata
}

/** After "Is one of these not related?": what happens with it, and the way back. */
export default async function ThanksPage({ params }: Params) {
  const { slug } = await params
  if (!isAddress(slug)) return missing([])
  const read = await reading('a story that somebody told us about', () => findPublishedStory(slug))
  if (!read.available) return unavailable()
  const address = pageTag.address(slug)
  if (read.value.state !== 'live') return missing([address])
  await tagPage([address])
  const { story } = read.value
  return (
    <SiteFrame section="news">
      <PageHead title={TITLE} />
      <Prose>
        <p>An editor will look at the two stories, and leave the link out if they have nothing to do with each other.</p>
        <p>
          Back to <a href={articlePath(story.slug)}>{story.headline}</a>
        </p>
      </Prose>
    </SiteFrame>
  )
}
