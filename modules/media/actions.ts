'use server'
import { formAction } from '@/modules/auth/form-action'
import { deletePicture, editPicture, withdrawConsent } from './commands/change-picture'
import { adminPicturePath, LIBRARY_PATH } from './paths'
import { editPictureSchema, knownPictureSchema } from './schema'

export const editPictureAction = formAction(editPictureSchema, editPicture, { after: ({ id }) => `${adminPicturePath(id)}?done=saved` })
export const withdrawConsentAction = formAction(knownPictureSchema, withdrawConsent, {
  after: ({ id }) => `${adminPicturePath(id)}?done=withdrawn`,
})
export const deletePictureAction = formAction(knownPictureSchema, deletePicture, { after: () => `${LIBRARY_PATH}?done=deleted` })
