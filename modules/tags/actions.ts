'use server'
import { done } from '@/lib/errors'
import { callAction, formAction } from '@/modules/auth/form-action'
import { createTag } from './commands/create-tag'
import { editTag } from './commands/edit-tag'
import { switchRelating } from './commands/switch-relating'
import { findTagStories } from './queries/find-tag-stories'
import { createTagSchema, editTagSchema, findTagStoriesSchema, switchRelatingSchema } from './schema'

export const createTagAction = formAction(createTagSchema, createTag, { after: (tag) => `/admin/tags/${tag.slug}?done=created` })
/** From the tag field of a story, whose page stays open. */
export const createTagHereAction = callAction(createTagSchema, createTag)
export const editTagAction = formAction(editTagSchema, editTag, {
  after: (tag) => `/admin/tags/${tag.slug}?done=saved`,
  lists: ['successorSlugs'],
})
/** One press, where a tag turns out to be on too many stories. */
export const switchRelatingAction = callAction(switchRelatingSchema, switchRelating)
/** For the story that stands first. Writes nothing. */
export const findTagStoriesAction = callAction(findTagStoriesSchema, async (actor, input) => done(await findTagStories(actor, input)))
