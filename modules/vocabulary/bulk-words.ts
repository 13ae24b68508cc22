/** Tagging in bulk in words. Pure. */
import type { BulkListItem, BulkProgress, BulkState } from './bulk-views'

/** Stories of which related lists are worked out beforehand: while they are, nobody can publish. */
export const FORECAST_STORIES_MAX = 200

/** Why a story was passed over: the kinds that are stored. What the fault itself said is for the log. */
export type BulkFault = 'busy' | 'fault'

/** That in words for whoever asked: what happened to the story. Anything else that is stored is a fault. */
export const faultWords = (kind: string): string =>
  kind === 'busy'
    ? 'The database did not answer in time. Its tags are as they were.'
    : 'Something went wrong while its tags were written. Its tags are as they were.'

export const isUnderWay = (state: BulkState): boolean => state === 'running' || state === 'undoing'

const count = (stories: number): string => stories.toLocaleString('en-GB')
/** "1,243 stories" */
export const storiesWord = (stories: number): string => `${count(stories)} ${stories === 1 ? 'story' : 'stories'}`

export const STATE_TITLES: Record<BulkState, string> = {
  planned: 'Not begun',
  running: 'Under way',
  done: 'Done',
  stopped: 'Stopped',
  undoing: 'Being undone',
  undone: 'Undone',
}

/** "400 of 1,243 stories" */
export function progressWords({ state, total, done }: BulkProgress): string {
  if (state === 'planned') return `${storiesWord(total)} would change. Nothing has been changed yet.`
  if (state === 'running') return `${count(done)} of ${storiesWord(total)} gone through.`
  if (state === 'undoing') return `Being undone: ${storiesWord(done)} still to go.`
  if (state === 'undone') return 'Undone: every story has the tags it had, besides what was written since.'
  return state === 'stopped' ? `Stopped after ${count(done)} of ${storiesWord(total)}.` : `Done: ${storiesWord(done)} gone through.`
}

/** "Add EHC plans; remove Waiting times" */
export function changeWords({ add, remove }: Pick<BulkListItem, 'add' | 'remove'>): string {
  const parts = [add.length > 0 ? `add ${add.join(', ')}` : '', remove.length > 0 ? `remove ${remove.join(', ')}` : ''].filter(Boolean)
  const words = parts.length > 0 ? parts.join('; ') : 'what each line says'
  return words[0]?.toUpperCase() + words.slice(1)
}
