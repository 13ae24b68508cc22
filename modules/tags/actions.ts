'use server'
import { formAction } from '@/modules/auth/form-action'
import { createTag } from './commands/create-tag'
import { editTag } from './commands/edit-tag'
import { createTagSchema, editTagSchema } from './schema'

export const createTagAction = formAction(createTagSchema, createTag, { after: (tag) => `/admin/tags/${tag.slug}?done=created` })
export const editTagAction = formAction(editTagSchema, editTag, { after: (tag) => `/admin/tags/${tag.slug}?done=saved` })
