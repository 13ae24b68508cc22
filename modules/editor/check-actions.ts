'use server'
import { done } from '@/lib/errors'
import { callAction } from '@/modules/auth/form-action'
import { leaveFinding, takeUpFinding } from '@/modules/style/commands/remember-findings'
import { leaveFindingSchema, takeUpFindingSchema } from '@/modules/style/schema'
import { checkWords } from './queries/check-words'
import { checkWordsSchema } from './schema'

/** What the checks say of the words as they stand on the page. Keeps what became of what was found. */
export const checkWordsAction = callAction(checkWordsSchema, async (actor, input, now) => done(await checkWords(actor, input, now)))
/** "Leave it", and the other way round. */
export const leaveFindingAction = callAction(leaveFindingSchema, leaveFinding)
export const takeUpFindingAction = callAction(takeUpFindingSchema, takeUpFinding)
