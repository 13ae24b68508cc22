import { z } from 'zod'
import { email, line } from '@/lib/text'
import { ROLES } from '@/modules/access/actor'

export const NAME_MAX_CHARACTERS = 100
export const USERS_PER_PAGE = 50

const role = z.enum(ROLES, { error: 'Choose a role: viewer, author, editor or admin' })

export const createUserSchema = z.strictObject({
  email,
  name: line({ max: NAME_MAX_CHARACTERS, name: 'Name', required: 'Enter a name' }),
  role,
})

export type CreateUserInput = z.infer<typeof createUserSchema>

/** `active` as a radio button sends it. */
export const changeUserSchema = z.strictObject({
  id: z.uuid('This account is not there any more'),
  name: line({ max: NAME_MAX_CHARACTERS, name: 'Name', required: 'Enter a name' }),
  role,
  active: z.enum(['yes', 'no'], { error: 'Choose whether the account is open' }).transform((value) => value === 'yes'),
})

export type ChangeUserInput = z.infer<typeof changeUserSchema>

export const resetPasswordSchema = z.strictObject({ id: z.uuid('This account is not there any more') })
