'use server'

import { headers } from 'next/headers'
import { done, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import { signOut } from './commands/end-sessions'
import { signIn } from './commands/sign-in'
import { openFormAction } from './form-action'
import { safeReturnPath } from './return-path'
import { nothingSchema, signInSchema } from './schema'
import { deleteSessionCookie, readToken, writeSessionCookie } from './session'
import { UNAVAILABLE_MESSAGE } from './sign-in-messages'
import { peerAddress } from './throttle'

export const signInAction = openFormAction(
  signInSchema,
  async (input, now) => {
    const request = await headers()
    const from = { peer: peerAddress(request.get('x-forwarded-for')), userAgent: request.get('user-agent') ?? '' }
    const outcome = await signIn(input, from, now).catch((error: unknown) => {
      log.error('sign-in failed', { error: String(error) })
      return refused({ field: '', message: UNAVAILABLE_MESSAGE })
    })
    if (!outcome.ok) return outcome
    await writeSessionCookie(outcome.value)
    return done(safeReturnPath(input.from) ?? '/admin')
  },
  { after: (path) => path },
)

export const signOutAction = openFormAction(
  nothingSchema,
  async (_, now) => {
    const token = await readToken()
    if (token) await signOut(token, now)
    await deleteSessionCookie()
    return done('/sign-in')
  },
  { after: (path) => path },
)
