'use server'
import { done } from '@/lib/errors'
import { callAction, formAction } from '@/modules/auth/form-action'
import { bulkActSchema, bulkChosenSchema, bulkCsvSchema, bulkStartSchema } from './bulk-input'
import { bulkPath } from './bulk-paths'
import { forecastBulk } from './commands/forecast-bulk'
import { planChosen, planCsv } from './commands/plan-bulk'
import { settleBulk, startBulk, stopBulk, undoBulk } from './commands/run-bulk'
import { readBulkProgress } from './queries/bulk'

const after = ({ id }: { id: string }) => bulkPath(id)

export const planChosenAction = formAction(bulkChosenSchema, planChosen, { after, lists: ['add', 'remove', 'stories'] })
export const planCsvAction = formAction(bulkCsvSchema, planCsv, { after })
export const startBulkAction = formAction(bulkStartSchema, startBulk, { after })
export const stopBulkAction = formAction(bulkActSchema, stopBulk, { after })
export const undoBulkAction = formAction(bulkActSchema, undoBulk, { after })
export const settleBulkAction = formAction(bulkActSchema, settleBulk, { after })
export const readBulkAction = callAction(bulkActSchema, async (actor, { id }) => done(await readBulkProgress(actor, id)))
/** Writes nothing: what it tries out is taken back. */
export const forecastBulkAction = callAction(bulkActSchema, forecastBulk)
