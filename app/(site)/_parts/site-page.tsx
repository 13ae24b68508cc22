import type { Metadata } from 'next'
import { cache } from 'react'
import { PageHead } from '@/components/page-head'
import { Prose } from '@/components/prose'
import { SiteFrame } from '@/components/site-frame'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { plainText } from '@/modules/articles/body'
import { StoryBody } from '@/modules/articles/components/story-body'
import { findSitePage } from '@/modules/pages/published'
import type { SitePageKey } from '@/modules/pages/schema'
import { reading } from './reading'
import { missing, unavailable } from './status-answers'
import { missingMetadata, unavailableMetadata } from './status-pages'

const readSitePage = cache((key: SitePageKey) => reading('a page of the site', () => findSitePage(key)))

export async function sitePageMetadata(key: SitePageKey): Promise<Metadata> {
  const read = await readSitePage(key)
  if (!read.available) return unavailableMetadata
  if (!read.value) return missingMetadata
  return pageMetadata({ title: read.value.title, description: plainText(read.value.body) || read.value.title, path: `/${key}` })
}

/** A page that an admin writes: About, Contact, Privacy. */
export async function SitePageView({ pageKey }: { pageKey: SitePageKey }) {
  const read = await readSitePage(pageKey)
  if (!read.available) return unavailable()
  const page = read.value
  if (!page) return missing([pageTag.page(pageKey)])
  await tagPage([pageTag.page(pageKey)])
  return (
    <SiteFrame section={pageKey === 'about' ? 'about' : undefined} isSectionIndex>
      <PageHead title={page.title} />
      <Prose>
        <StoryBody body={page.body} />
        <p className="soft">
          Last changed on <time dateTime={londonIsoDay(page.updatedAt)}>{londonDay(page.updatedAt)}</time>.
        </p>
      </Prose>
    </SiteFrame>
  )
}
