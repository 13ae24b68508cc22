/** The shapes in which preview links leave this module. Types only. */
import type { Body } from '@/modules/articles/body'
import type { PictureUse } from '@/modules/media/schema'
import type { ShownPicture } from '@/modules/media/views'
import type { LinkState } from './link-state'

/** A link as the newsroom sees it. Its token is known to nobody any more. */
export type PreviewLinkView = {
  id: string
  label: string
  /** The version it shows; null: always the newest. */
  revision: number | null
  createdByName: string
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  state: LinkState
  /** How often its words were shown. */
  openings: number
  /** The latest times, newest first. No address is kept. */
  openedAt: Date[]
  mayRevoke: boolean
}

export type PreviewLinksView = {
  links: PreviewLinkView[]
  mayShare: boolean
  /** Why no link can be made now; '' where one can. */
  blocked: string
}

/** What somebody without an account sees by a link. */
export type PreviewStory = {
  articleId: string
  number: number
  slug: string
  /** Of the version shown. */
  revision: number
  headline: string
  standfirst: string
  body: Body
  byline: string
  storyDate: Date | null
  sourceUrl: string | null
  evergreen: boolean
  leadPicture: PictureUse | null
  /** Those that may be shown today, under the link's own address. */
  pictures: ShownPicture[]
  /** Tags whose page readers have. */
  tags: { slug: string; label: string; type: string }[]
  firstPublishedAt: Date | null
  readersToldAt: Date | null
}

export type OpenedPreview =
  | { state: 'shown'; label: string /** What readers have beside it. */; readers: 'nothing' | 'older' | 'same'; story: PreviewStory }
  /** Unknown, expired, revoked or blocked: nobody is told which. */
  | { state: 'nothing' }
  /** Too many addresses that show nothing were opened from there. */
  | { state: 'wait' }
