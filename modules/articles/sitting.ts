/**
 * A sitting: what one page of the editor types between two versions. The page keeps its text with the newsroom every few
 * seconds (the working copy), says that it is there (presence), and when it ends the text becomes one version. Pure.
 */
import { z } from 'zod'
import { storyInputSchema } from './schema'

/** After so long without a change a sitting is over. */
export const QUIET_MINUTES = 10
/** A page that has said nothing for so long is gone: nothing is locked. */
export const GONE_SECONDS = 30
/** So long the first page has to hand its text over; then the newsroom's copy of it counts. */
export const HAND_OVER_SECONDS = 8

const id = z.uuid('This story does not exist').toLowerCase()
/** A page of the editor, from its opening to its end: a random UUID of its own. */
const tab = z.uuid('Open the story again').toLowerCase()
const sequence = z.int().min(0)

/** Which of a page's texts: `sequence` rises with every change. */
export const mark = z.strictObject({ tab, sequence })
export type Mark = z.infer<typeof mark>

/** A page's text that has become a version, or is left; with the copy it went on from, which is in it. */
export const sittingSchema = z.strictObject({ tab, sequence, over: mark.nullable() })
export type Sitting = z.infer<typeof sittingSchema>

export const dropWorkingCopySchema = z.strictObject({ id, sitting: sittingSchema })
export type DropWorkingCopyInput = z.infer<typeof dropWorkingCopySchema>

export const keepWorkingCopySchema = z.strictObject({
  id,
  tab,
  sequence,
  /** The story's version, and the number of its newest revision, that the text was written over. */
  baseVersion: z.int().min(1),
  baseRevision: z.int().min(1),
  /** The copy of another page that this one was shown when it was opened, and goes on from. */
  over: mark.nullable(),
  story: storyInputSchema,
})
export type KeepWorkingCopyInput = z.infer<typeof keepWorkingCopySchema>

/** `copy`: what the newsroom does not have yet. */
export const leaveStorySchema = z.strictObject({ id, tab, copy: keepWorkingCopySchema.nullable() })
export type LeaveStoryInput = z.infer<typeof leaveStorySchema>

export const notePresenceSchema = z.strictObject({
  id,
  tab,
  /** The page that this browser tab showed before, when it was loaded again. */
  replaces: tab.nullable(),
  /** False for a page that only reads: nothing is noted of it. */
  writes: z.boolean(),
})
export type NotePresenceInput = z.infer<typeof notePresenceSchema>

export const takeOverSchema = z.strictObject({ id, tab })
export type TakeOverInput = z.infer<typeof takeOverSchema>

/** "What became of the text of these pages of mine?" */
export const settledPagesSchema = z.strictObject({ id, tabs: z.array(tab).max(40) })

export const revisionNumberSchema = z.strictObject({ id, revision: z.int().min(1) })

/** Somebody's page that writes in the story now; `own`: another page of the person who asks. */
export type Writer = { name: string; own: boolean; openedAt: Date; changedAt: Date | null }

/** How a page of the editor stands to the others. */
export type Presence = {
  /** 'yours': this page may write; 'theirs': somebody else's does; 'ended': this one did, until somebody took over or it was left. */
  pen: 'yours' | 'theirs' | 'ended'
  /** Every other page that writes. */
  others: Writer[]
  /** Who waits for this page to hand over. */
  askedBy: string | null
  /** Who has taken over from it, when, and the revision its text became (null: it had none, or it waits). */
  taken: { byName: string; at: Date; revision: number | null } | null
  /** What of this page's text has become a version without a press. */
  settled: { sequence: number; version: number; revision: number } | null
  /** The story as it is stored now. */
  stored: { version: number; revision: number; byName: string; at: Date }
}

export type TakingOver = { state: 'yours' } | { state: 'waiting'; name: string }

type Seen = { seenAt: Date; endedAt: Date | null }

/** Whether a page is there and may write. */
export const isWriting = ({ seenAt, endedAt }: Seen, now: Date): boolean =>
  endedAt === null && now.getTime() - seenAt.getTime() <= GONE_SECONDS * 1_000

/** Whether it has been asked long enough. */
export const isOverdue = (askedAt: Date, now: Date): boolean => now.getTime() - askedAt.getTime() >= HAND_OVER_SECONDS * 1_000
