'use server'

import { headers } from 'next/headers'
import { after } from 'next/server'
import { done } from '@/lib/errors'
import { log } from '@/lib/log'
import { endOtherSessions, endOwnSession } from '@/modules/auth/commands/end-sessions'
import { removePasskey, renamePasskey } from '@/modules/auth/commands/own-passkeys'
import { removeCodes, renewRecoveryCodes } from '@/modules/auth/commands/set-up-codes'
import { formAction, openFormAction } from '@/modules/auth/form-action'
import { nothingSchema, passkeyIdSchema, renamePasskeySchema, sessionIdSchema } from '@/modules/auth/schema'
import { readToken, writeSessionCookie } from '@/modules/auth/session'
import { peerAddress } from '@/modules/auth/throttle'
import { acceptInvitation } from './commands/accept-invitation'
import { changeUser, resetPassword } from './commands/change-user'
import { inviteUser, revokeInvitation, sendInvitationAgain } from './commands/invite'
import { countPasswordAsking, sendPasswordLink, setNewPassword } from './commands/new-password'
import { changeOwnName, changeOwnPassword } from './commands/own-account'
import { resetFactors } from './commands/reset-factors'
import {
  acceptInvitationSchema,
  askForPasswordSchema,
  changeUserSchema,
  invitationIdSchema,
  inviteSchema,
  ownNameSchema,
  ownPasswordSchema,
  setNewPasswordSchema,
  userIdSchema,
} from './schema'

const ACCOUNT = '/admin/account'

/** Stays on the page: where no mail can be sent the link is shown there, once. */
export const inviteAction = formAction(inviteSchema, inviteUser, { lists: ['duties'] })

export const sendInvitationAgainAction = formAction(invitationIdSchema, sendInvitationAgain)

export const revokeInvitationAction = formAction(invitationIdSchema, revokeInvitation, { after: () => '/admin/users' })

export const changeUserAction = formAction(changeUserSchema, changeUser, { after: () => '/admin/users', lists: ['duties'] })

export const resetPasswordAction = formAction(userIdSchema, resetPassword)

export const resetFactorsAction = formAction(userIdSchema, resetFactors)

/** Stays on the page, which then asks for itself anew: the name also stands above it. */
export const changeOwnNameAction = formAction(ownNameSchema, changeOwnName)

export const changeOwnPasswordAction = formAction(ownPasswordSchema, changeOwnPassword, {
  after: async ({ ended, sv }) => {
    const token = await readToken()
    if (token) await writeSessionCookie({ ...token, sv })
    const others = ended === 0 ? '' : ` You were signed out in ${ended === 1 ? 'one other place' : `${ended} other places`}.`
    return { message: `Your password was changed.${others}` }
  },
})

export const endSessionAction = formAction(sessionIdSchema, endOwnSession, { after: () => ACCOUNT })

export const endOtherSessionsAction = formAction(nothingSchema, endOtherSessions, { after: () => ACCOUNT })

export const removeCodesAction = formAction(nothingSchema, removeCodes, { after: () => ACCOUNT })

export const renewRecoveryCodesAction = formAction(nothingSchema, renewRecoveryCodes)

export const renamePasskeyAction = formAction(renamePasskeySchema, renamePasskey, { after: () => ACCOUNT })

export const removePasskeyAction = formAction(passkeyIdSchema, removePasskey, { after: () => ACCOUNT })

/** Whoever holds the link of an invitation. */
export const acceptInvitationAction = openFormAction(acceptInvitationSchema, acceptInvitation, {
  after: () => '/sign-in?done=joined',
})

/** Anybody. The mail goes out after the answer, which is the same for every address. */
export const askForPasswordAction = openFormAction(askForPasswordSchema, async ({ email }, now) => {
  const outcome = await countPasswordAsking(email, peerAddress((await headers()).get('x-forwarded-for')), now)
  if (!outcome.ok) return outcome
  after(() => sendPasswordLink(email, now).catch((error: unknown) => log.error('a link was not sent', { error: String(error) })))
  return done({ asked: true })
})

/** Whoever holds the link for a new password. */
export const setNewPasswordAction = openFormAction(setNewPasswordSchema, setNewPassword, {
  after: () => '/sign-in?done=new-password',
})
