'use server'
import { callAction } from '@/modules/auth/form-action'
import { editSitePage } from './commands'
import { editSitePageSchema } from './schema'

export const editSitePageAction = callAction(editSitePageSchema, editSitePage)
