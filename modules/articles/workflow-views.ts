/** The shapes in which the workflow of stories leaves this module. Types only. */
import type { Role } from '@/modules/access/actor'
import type { Closed } from '@/modules/access/closed-stories'
import type { SecondReader } from '@/modules/newsroom/schema'
import type { Review, Stage } from '@/modules/workflow/stages'
import type { State } from '@/modules/workflow/states'

/** A time at which something happens by itself, or a failed one that nobody has seen to. */
export type ScheduleView = {
  id: string
  act: 'publish' | 'withdraw'
  dueAt: Date
  state: 'waiting' | 'failed'
  createdByName: string
  /** Why it failed, in a sentence. */
  failure: string | null
  how: { change?: 'minor' | 'told'; note?: string; reason?: string; urgent?: string }
  /** Whoever set it has no open account any more: it is kept all the same. */
  setterLeft: boolean
  /** What would keep it back if it came now, in a sentence: nobody has approved the words, or somebody who may not publish has changed them. */
  held: string | null
}

/** What this person may do with this story as it stands. */
export type WorkflowAbilities = {
  submit: boolean
  approve: boolean
  return: boolean
  retract: boolean
  markReviewed: boolean
  publish: boolean
  schedulePublish: boolean
  scheduleWithdraw: boolean
  embargo: boolean
  people: boolean
  remind: boolean
  /** Say that it is legally sensitive, or no longer. */
  markLegal: boolean
}

export type StoryWorkflow = {
  id: string
  version: number
  stage: Stage
  /** Readers have the story, perhaps in an older version. */
  live: boolean
  state: State
  review: Review
  hasUnpublishedChanges: boolean
  /** Number of the newest revision: a page with other words has something to compare. */
  revision: number
  slug: string
  firstPublishedAt: Date | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
  /** `to`: names of those asked to read it; []: whoever comes first. */
  submitted: { byName: string; at: Date; note: string; to: string[] } | null
  approved: { byName: string; at: Date } | null
  /** What was to change when it was last sent back; until it is submitted again. */
  returnedNote: string | null
  unreviewed: { since: Date; reason: string | null; byName: string } | null
  /** Soonest first. */
  schedules: ScheduleView[]
  /** `openings`: the newest first. */
  embargo: { until: Date; note: string; ended: boolean; openings: { name: string; at: Date }[] } | null
  sensitive: boolean
  closed: Closed
  /** Named on the story, by name; they alone may open it while it is closed. */
  people: { id: string; name: string }[]
  /** Whom one could name; [] for somebody who may not close stories. */
  everybody: { id: string; name: string; role: Role }[]
  /** `on` is a London day, "2026-11-22". */
  reminder: { on: string; note: string; byName: string } | null
  legallySensitive: boolean
  secondReader: SecondReader
  /** Who may approve it, or could once this person has submitted it. */
  mayApprove: { id: string; name: string }[]
  mayApproveNames: string[]
  may: WorkflowAbilities
}
