'use server'
import { done } from '@/lib/errors'
import { changeSlug } from '@/modules/articles/commands/change-slug'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { makeLiveAgain } from '@/modules/articles/commands/make-live-again'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { changeSlugSchema, deleteDraftSchema, makeLiveAgainSchema, withdrawSchema } from '@/modules/articles/schema'
import { callAction } from '@/modules/auth/form-action'
import { previewRelated } from '@/modules/related/queries'
import { publishStory, saveStory } from './commands'
import { matchHeadlines } from './queries'
import { matchHeadlinesSchema, previewRelatedSchema, publishStorySchema, saveStorySchema } from './schema'

export const saveStoryAction = callAction(saveStorySchema, saveStory)
export const publishStoryAction = callAction(publishStorySchema, publishStory)
export const withdrawStoryAction = callAction(withdrawSchema, withdrawArticle)
export const makeLiveAgainAction = callAction(makeLiveAgainSchema, makeLiveAgain)
export const changeSlugAction = callAction(changeSlugSchema, changeSlug)
export const deleteDraftAction = callAction(deleteDraftSchema, deleteDraft)
/** Reads, asked for by the page while the story is being written. */
export const previewRelatedAction = callAction(previewRelatedSchema, async (actor, input, now) =>
  done(await previewRelated(actor, input, now)),
)
export const matchHeadlinesAction = callAction(matchHeadlinesSchema, async (actor, input) => done(await matchHeadlines(actor, input)))
