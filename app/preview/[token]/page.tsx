import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { cache } from 'react'
import { PageHead } from '@/components/page-head'
import { SiteFrame } from '@/components/site-frame'
import { plainText } from '@/modules/articles/body'
import { StoryView } from '@/modules/articles/components/story-view'
import type { PublishedStory } from '@/modules/articles/views'
import { peerAddress } from '@/modules/auth/throttle'
import { VisitorForm } from '@/modules/sharing/components/visitor-form'
import { openPreview } from '@/modules/sharing/queries/open-preview'
import type { OpenedPreview, PreviewStory } from '@/modules/sharing/views'
import { tagPath } from '@/modules/tags/paths'
import styles from './preview.module.css'

// Made for each request, kept by nobody: bin/serve.mjs sends no-store, noindex and no-referrer with it. It reads no session.
export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ said?: string | string[] }> }

/** Once for a request: each is one opening. */
const open = cache(async (token: string): Promise<OpenedPreview> => {
  const peer = peerAddress((await headers()).get('x-forwarded-for'))
  return openPreview({ token, peer }, new Date())
})

const hidden = { robots: { index: false, follow: false } } as const
/** lib/public-html.mjs takes the status from here. */
const answering = (status: string): Metadata => ({ ...hidden, title: 'Preview – Throughline', other: { 'http-status': status } })

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const opened = await open((await params).token)
  if (opened.state === 'nothing') return answering('404')
  if (opened.state === 'wait') return answering('429')
  return { ...hidden, title: `Preview: ${opened.story.headline || 'a story without a headline'} – Throughline` }
}

/** One draft for somebody without an account, as readers would see it, and what they say about it. */
export default async function PreviewLinkPage({ params, searchParams }: Props) {
  const { token } = await params
  const opened = await open(token)
  if (opened.state !== 'shown') return <Nothing wait={opened.state === 'wait'} />
  const { label, story } = opened
  const { said } = await searchParams
  return (
    <SiteFrame bleed>
      <p className={styles.banner}>{bannerOf(opened)}</p>
      <StoryView story={asPublished(story)} tagHref={tagPath} />
      <div className={`wrap ${styles.visitor}`}>
        {said ? (
          <p className={styles.said} role="status">
            Thank you. The newsroom has what you said.
          </p>
        ) : null}
        <VisitorForm token={token} revision={story.revision} label={label} />
      </div>
    </SiteFrame>
  )
}

const bannerOf = ({ label, readers }: OpenedPreview & { state: 'shown' }): string => {
  if (readers === 'nothing') return `Preview of a draft for ${label}. Not published.`
  return readers === 'older'
    ? `Preview of changes for ${label}. Not published: readers have an older version.`
    : `Preview for ${label}. These words are published.`
}

/** The same for every link that shows nothing, whatever the reason. */
function Nothing({ wait }: { wait: boolean }) {
  return (
    <SiteFrame>
      <PageHead title="This link shows nothing">
        <p>
          {wait
            ? 'Too many links that show nothing were opened from your network. Wait a quarter of an hour.'
            : 'It may have ended, or a part of it may be missing. Ask whoever sent it to you for a new one.'}
        </p>
      </PageHead>
    </SiteFrame>
  )
}

function asPublished({ revision: _, storyDate, tags, firstPublishedAt, headline, ...story }: PreviewStory): PublishedStory {
  const at = firstPublishedAt ?? storyDate ?? new Date()
  return {
    ...story,
    headline: headline || 'Story without a headline',
    bodyText: plainText(story.body),
    // Nothing of the page depends on it.
    form: 'news',
    firstPublishedAt: at,
    republishedAt: at,
    readersToldNote: null,
    correction: null,
    corrections: [],
    legallySensitive: false,
    tags: tags.map((tag, index) => ({ ...tag, id: index, own: true })),
    relTags: [],
    relInherited: [],
  }
}
