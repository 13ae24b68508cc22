'use server'
import { callAction, formAction } from '@/modules/auth/form-action'
import { createStoryline } from './commands/create-storyline'
import { editStoryline } from './commands/edit-storyline'
import { orderStoryline } from './commands/order-storyline'
import { addStory, removeStory } from './commands/stories-of-line'
import { adminStorylinePath } from './paths'
import { createStorylineSchema, editStorylineSchema, orderStorylineSchema, storyOfLineSchema } from './schema'

export const createStorylineAction = formAction(createStorylineSchema, createStoryline, {
  after: (line) => `${adminStorylinePath(line.slug)}?done=created`,
})
export const editStorylineAction = formAction(editStorylineSchema, editStoryline, {
  after: (line) => `${adminStorylinePath(line.slug)}?done=saved`,
})
/** From the list of a storyline’s page, which stays open. */
export const orderStorylineAction = callAction(orderStorylineSchema, orderStoryline)
export const addStoryAction = formAction(storyOfLineSchema, addStory, {
  after: (line) => `${adminStorylinePath(line.slug)}?done=${line.published ? 'added' : 'added-unpublished'}`,
})
export const removeStoryAction = formAction(storyOfLineSchema, removeStory, {
  after: (line) => `${adminStorylinePath(line.slug)}?done=${line.published ? 'removed' : 'removed-unpublished'}`,
})
