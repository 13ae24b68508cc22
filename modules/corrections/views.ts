/** The shapes in which corrections leave this module. Types only. */
import type { CorrectionKind, CorrectionPlace } from '@/modules/articles/correction-words'
import type { Sat, Seriousness } from './prominence'

export type CorrectionState = 'open' | 'published' | 'closed'

/** As the newsroom sees it. */
export type CorrectionView = {
  id: string
  state: CorrectionState
  kind: CorrectionKind
  wording: string
  /** What was said to be wrong, and by whom; '' where nobody complained. */
  complaint: string
  seriousness: Seriousness
  sat: Sat
  place: CorrectionPlace
  createdByName: string
  createdAt: Date
  publishedAt: Date | null
  closedAt: Date | null
  closedNote: string | null
}

/** A story as far as correcting it needs. */
export type CorrectedStory = {
  id: string
  /** To be handed back with a correction. */
  version: number
  headline: string
  state: 'draft' | 'live' | 'withdrawn'
  hasUnpublishedChanges: boolean
  /** For how long readers have had it, in hours; 0 where they do not. */
  liveHours: number
}

export type StoryCorrections = { corrections: CorrectionView[]; story: CorrectedStory; mayReport: boolean; mayCorrect: boolean }

/** A row of the register. */
export type RegisteredCorrection = CorrectionView & { story: CorrectedStory }
export type CorrectionRegister = {
  items: RegisteredCorrection[]
  total: number
  open: number
  page: number
  pages: number
  mayCorrect: boolean
}

/** As readers get it on /corrections. */
export type ListedCorrection = {
  id: string
  kind: CorrectionKind
  wording: string
  at: Date
  story: { number: number; slug: string; headline: string }
}
export type CorrectionPage = { items: ListedCorrection[]; total: number; page: number; pages: number }
