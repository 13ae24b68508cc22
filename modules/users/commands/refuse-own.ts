import 'server-only'
import { type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'

/**
 * Refuses an admin's press for somebody else's password or second factors where it is their own account: for those they prove
 * anew who they are, under “Your account”. Null for anybody else's.
 */
export const refuseOwn = (actor: Actor, userId: string): Outcome<never> | null =>
  actor.kind === 'person' && actor.id === userId.toLowerCase()
    ? refused({ field: '', message: 'This is your own account. Change its password and second factors under “Your account”.' })
    : null
