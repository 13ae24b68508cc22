'use server'
import { done } from '@/lib/errors'
import { callAction } from '@/modules/auth/form-action'
import { checkAgain, leaveLink, removeLink, startCheck, useNewAddress } from './commands/fix-link'
import { readLinkProgress } from './queries'
import { linkSchema, startCheckSchema } from './schema'

export const useNewAddressAction = callAction(linkSchema, useNewAddress)
export const removeLinkAction = callAction(linkSchema, removeLink)
export const leaveLinkAction = callAction(linkSchema, leaveLink)
export const checkAgainAction = callAction(linkSchema, checkAgain)
export const startCheckAction = callAction(startCheckSchema, startCheck)
/** While a check runs, its page asks every few seconds how far it is. */
export const readProgressAction = callAction(startCheckSchema, async (actor) => done(await readLinkProgress(actor)))
