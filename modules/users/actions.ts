'use server'

import { formAction } from '@/modules/auth/form-action'
import { changeUser, resetPassword } from './commands/change-user'
import { createUser } from './commands/create-user'
import { changeUserSchema, createUserSchema, resetPasswordSchema } from './schema'

/** Stays on the page: the generated password is shown there, once. */
export const createUserAction = formAction(createUserSchema, createUser)

export const changeUserAction = formAction(changeUserSchema, changeUser, { after: () => '/admin/users' })

export const resetPasswordAction = formAction(resetPasswordSchema, resetPassword)
