'use server'
import { done } from '@/lib/errors'
import { callAction, formAction } from '@/modules/auth/form-action'
import { changeFact, createFact, deleteFact } from './commands/keep-fact'
import { changeFactSchema, createFactSchema, deleteFactSchema, factPicksSchema } from './fact-input'
import { adminFactPath } from './paths'
import { readFactPicks } from './queries/facts'

/** What the editor inserts. */
export const factPicksAction = callAction(factPicksSchema, async (actor) => done(await readFactPicks(actor)))
export const createFactAction = formAction(createFactSchema, createFact, { after: ({ slug }) => `${adminFactPath(slug)}?done=created` })
export const changeFactAction = formAction(changeFactSchema, changeFact, {
  after: ({ slug, stories }) => `${adminFactPath(slug)}?done=saved&stories=${stories}`,
})
export const deleteFactAction = formAction(deleteFactSchema, deleteFact, { after: () => '/admin/facts?done=deleted' })
