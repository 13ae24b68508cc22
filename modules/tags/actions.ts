'use server'
import { callAction, formAction } from '@/modules/auth/form-action'
import { createTag } from './commands/create-tag'
import { editTag } from './commands/edit-tag'
import { createTagSchema, editTagSchema } from './schema'

export const createTagAction = formAction(createTagSchema, createTag, { after: (tag) => `/admin/tags/${tag.slug}?done=created` })
/** From the tag field of a story, whose page stays open. */
export const createTagHereAction = callAction(createTagSchema, createTag)
export const editTagAction = formAction(editTagSchema, editTag, {
  after: (tag) => `/admin/tags/${tag.slug}?done=saved`,
  lists: ['successorSlugs'],
})
