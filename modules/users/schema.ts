import { z } from 'zod'
import { email, line } from '@/lib/text'
import { DUTIES, ROLES } from '@/modules/access/actor'

export const NAME_MAX_CHARACTERS = 100
export const USERS_PER_PAGE = 50

const role = z.enum(ROLES, { error: 'Choose a role: viewer, author, editor or admin' })

const name = line({ max: NAME_MAX_CHARACTERS, name: 'Name', required: 'Enter a name' })
const duties = z
  .array(z.enum(DUTIES, { error: 'Choose duties from the list' }))
  .max(DUTIES.length)
  .transform((chosen) => [...new Set(chosen)])
const GONE = 'This account is not there any more'
/** Exactly as typed: white-space counts. What it must be is said by password-rules.ts, which needs to know whose it is. */
const newPassword = z.string({ error: 'Enter a password' }).max(1_000, 'Password must be 128 characters or fewer')
const token = z.string({ error: 'Open the link from the mail again' }).max(100, 'Open the link from the mail again')

export const createUserSchema = z.strictObject({
  email,
  name,
  role,
})

export type CreateUserInput = z.infer<typeof createUserSchema>

/** `active` as a radio button sends it. */
export const changeUserSchema = z.strictObject({
  id: z.uuid(GONE),
  name,
  role,
  active: z.enum(['yes', 'no'], { error: 'Choose whether the account is open' }).transform((value) => value === 'yes'),
  /** Left out: they stay as they are. */
  duties: duties.optional(),
  /** The account as the page showed it (account-stamp.ts). Left out: nothing was shown. */
  seen: z.string().max(2_000, 'Open the account again').optional(),
})

export type ChangeUserInput = z.infer<typeof changeUserSchema>

export const userIdSchema = z.strictObject({ id: z.uuid(GONE) })

export const inviteSchema = z.strictObject({ email, name, role, duties: duties.default([]) })
export type InviteInput = z.infer<typeof inviteSchema>

export const invitationIdSchema = z.strictObject({ id: z.uuid('This invitation is not there any more') })

export const acceptInvitationSchema = z.strictObject({ token, name, password: newPassword })
export type AcceptInvitationInput = z.infer<typeof acceptInvitationSchema>

export const askForPasswordSchema = z.strictObject({ email })

export const setNewPasswordSchema = z.strictObject({ token, password: newPassword })

export const ownNameSchema = z.strictObject({ name })

export const ownPasswordSchema = z.strictObject({ password: newPassword })
