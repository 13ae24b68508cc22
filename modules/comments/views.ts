/** The shapes in which comments leave this module. Types only; times are ISO in UTC, as they also come through JSON. */
import type { Anchor } from './anchor'
import type { Mentionable } from './mentions'

export type CommentView = {
  id: string
  body: string
  /** "Name", or for a visitor "Name, by preview link “legal”". */
  by: string
  at: string
  /** What a visitor decided. */
  verdict: 'approved' | 'needs-change' | null
  /** The reader of this list is named in it and has not said “seen”. */
  asksMe: boolean
  /** Their own, new, and not answered: it can be taken back. */
  canRemove: boolean
}

/** A comment with its answers, oldest first. */
export type ThreadView = CommentView & {
  anchor: Anchor | null
  resolved: { by: string; at: string } | null
  /** The reader of this list may resolve it, and open it again. */
  canSettle: boolean
  answers: CommentView[]
}

/** Everything said about a story, oldest first, and who may be named in it. */
export type CommentsView = { threads: ThreadView[]; people: Mentionable[]; mayComment: boolean }

/** Somebody named the reader of the desk and waits. */
export type MentionView = { commentId: string; articleId: string; headline: string; by: string; body: string; at: string }
