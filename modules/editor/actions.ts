'use server'
import { done } from '@/lib/errors'
import { changeSlug } from '@/modules/articles/commands/change-slug'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { dropWorkingCopy } from '@/modules/articles/commands/drop-working-copy'
import { keepWorkingCopy } from '@/modules/articles/commands/keep-working-copy'
import { leaveStory } from '@/modules/articles/commands/leave-story'
import { notePresence } from '@/modules/articles/commands/note-presence'
import { refuseTags } from '@/modules/articles/commands/refuse-tags'
import { takeOver } from '@/modules/articles/commands/take-over'
import { getBothVersions, listSettledPages } from '@/modules/articles/queries/working-copies'
import { changeSlugSchema, deleteDraftSchema, refuseTagsSchema } from '@/modules/articles/schema'
import {
  dropWorkingCopySchema,
  keepWorkingCopySchema,
  leaveStorySchema,
  notePresenceSchema,
  revisionNumberSchema,
  settledPagesSchema,
  takeOverSchema,
} from '@/modules/articles/sitting'
import { callAction } from '@/modules/auth/form-action'
import { listPictures } from '@/modules/media/queries'
import { findPicturesSchema } from '@/modules/media/schema'
import { forecastPublication, forecastWithdrawal } from '@/modules/related/commands/forecast-publication'
import { explainAbsence } from '@/modules/related/queries'
import { linkedFrom } from '@/modules/related/queries/linked-from'
import { bringBack, publishStory, saveStory, withdrawStory } from './commands'
import { matchHeadlines, previewForEditor } from './queries'
import { suggestTags } from './queries/suggest-tags'
import {
  bringBackSchema,
  forecastSchema,
  matchHeadlinesSchema,
  previewRelatedSchema,
  publishStorySchema,
  saveStorySchema,
  storyIdSchema,
  suggestTagsSchema,
  whyNotSchema,
  withdrawStorySchema,
} from './schema'

export const saveStoryAction = callAction(saveStorySchema, saveStory)
export const publishStoryAction = callAction(publishStorySchema, publishStory)
export const withdrawStoryAction = callAction(withdrawStorySchema, withdrawStory)
export const makeLiveAgainAction = callAction(bringBackSchema, bringBack)
export const changeSlugAction = callAction(changeSlugSchema, changeSlug)
export const deleteDraftAction = callAction(deleteDraftSchema, deleteDraft)
/** Reads, asked for by the page while the story is being written. */
export const previewRelatedAction = callAction(previewRelatedSchema, async (actor, input, now) =>
  done(await previewForEditor(actor, input, now)),
)
export const whyNotAction = callAction(whyNotSchema, async (actor, input, now) => done(await explainAbsence(actor, input, now)))
export const linkedFromAction = callAction(storyIdSchema, async (actor, input, now) => done(await linkedFrom(actor, input, now)))
/** Tags for the words as they stand on the page. */
export const suggestTagsAction = callAction(suggestTagsSchema, async (actor, input) => done(await suggestTags(actor, input)))
/** Pictures to choose from. */
export const findPicturesAction = callAction(findPicturesSchema, async (actor, input, now) =>
  done((await listPictures(actor, input, now)).items),
)
/** Writes nothing: what it tries out is taken back. */
export const forecastAction = callAction(forecastSchema, forecastPublication)
export const forecastWithdrawalAction = callAction(storyIdSchema, forecastWithdrawal)
export const matchHeadlinesAction = callAction(matchHeadlinesSchema, async (actor, input) => done(await matchHeadlines(actor, input)))
/** While somebody writes: what they type is kept, and who writes is known (app/admin/articles/sittings). */
export const keepWorkingCopyAction = callAction(keepWorkingCopySchema, keepWorkingCopy)
export const dropWorkingCopyAction = callAction(dropWorkingCopySchema, dropWorkingCopy)
export const leaveStoryAction = callAction(leaveStorySchema, leaveStory)
export const notePresenceAction = callAction(notePresenceSchema, notePresence)
/** Suggested tags that this story does not want. */
export const refuseTagsAction = callAction(refuseTagsSchema, refuseTags)
export const takeOverAction = callAction(takeOverSchema, takeOver)
/** Reads, for a page that has to compare texts. */
export const bothVersionsAction = callAction(revisionNumberSchema, async (actor, input) => done(await getBothVersions(actor, input)))
export const settledPagesAction = callAction(settledPagesSchema, async (actor, input) => done(await listSettledPages(actor, input)))
