'use server'

import { headers } from 'next/headers'
import { done } from '@/lib/errors'
import { signOut } from './commands/end-sessions'
import { signIn } from './commands/sign-in'
import { openFormAction } from './form-action'
import { safeReturnPath } from './return-path'
import { nothingSchema, signInSchema } from './schema'
import { deleteSessionCookie, readToken, writeSessionCookie } from './session'
import { peerAddress } from './throttle'

export const signInAction = openFormAction(
  signInSchema,
  async (input, now) => {
    const request = await headers()
    const from = { peer: peerAddress(request.get('x-forwarded-for')), userAgent: request.get('user-agent') ?? '' }
    const outcome = await signIn(input, from, now)
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
