'use server'
import { formAction } from '@/modules/auth/form-action'
import { bulkFoundSchema } from '@/modules/vocabulary/bulk-input'
import { bulkPath } from '@/modules/vocabulary/bulk-paths'
import { planFound } from './commands/plan-found'

/** Tags for everything that a search of the list finds. */
export const planFoundAction = formAction(bulkFoundSchema, planFound, { after: ({ id }) => bulkPath(id), lists: ['add', 'remove'] })
