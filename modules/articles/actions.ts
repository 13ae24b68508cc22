'use server'
import { formAction } from '@/modules/auth/form-action'
import { labelRevision } from './commands/label-revision'
import { restoreRevision } from './commands/restore-revision'
import { labelRevisionSchema, restoreRevisionSchema } from './revision-input'

export const labelRevisionAction = formAction(labelRevisionSchema, labelRevision, {
  after: ({ label }) => ({ message: label === '' ? 'The label is gone.' : 'Labelled.' }),
})
export const restoreRevisionAction = formAction(restoreRevisionSchema, restoreRevision, {
  after: ({ id, revision, changed }) =>
    changed.length > 0 ? `/admin/articles/${id}/history?version=${revision}` : { message: 'The newest version says the same.' },
})
