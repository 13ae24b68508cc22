'use client'
import type { ActionResult } from '@/modules/auth/form-state'
import { changeSlugAction, deleteDraftAction, makeLiveAgainAction, withdrawStoryAction } from '../../actions'
import { afterMove, afterReturn, afterWithdrawal, type Known } from '../../known-story'
import type { Runner } from './use-run'

/** What can be done to a stored story besides writing and publishing it. Each says whether it was done. */
export type StoryActs = {
  /** `stamp`: of the forecast that was seen, 'stale' when it has to be counted again, which is not said on the page. */
  withdraw: (reason: string, stamp?: string) => Promise<'done' | 'refused' | 'stale'>
  /**
   * `urgent`: why it cannot wait for a second reader, where the newsroom requires one; `stamp`: of the forecast that was
   * seen, 'stale' when it has to be counted again, which is not said on the page.
   */
  makeLiveAgain: (how?: { urgent?: string; stamp?: string }) => Promise<'done' | 'refused' | 'stale'>
  changeSlug: (slug: string) => Promise<boolean>
  remove: () => Promise<boolean>
}

type Options = { known: Known | null; run: Runner['run']; announce: (message: string) => void; onDone: (now: Known) => void }
type Reference = { id: string; version: number }

export function useActs({ known, run, announce, onDone }: Options): StoryActs {
  const act = async (
    doing: string,
    call: (at: Reference) => Promise<ActionResult<{ version: number }>>,
    after: (was: Known) => Known,
    said: string,
  ): Promise<boolean> => {
    if (!known) return false
    const value = await run(doing, () => call({ id: known.id, version: known.version }))
    if (!value) return false
    onDone({ ...after(known), version: value.version })
    announce(said)
    return true
  }
  return {
    withdraw: async (reason, stamp) => {
      if (!known) return 'refused'
      const value = await run('Withdrawing', () =>
        withdrawStoryAction({ id: known.id, version: known.version, reason, ...(stamp && { stamp }) }),
      )
      if (value === null || value === 'stale') return value ?? 'refused'
      onDone({ ...afterWithdrawal(known, reason, new Date()), version: value.version })
      announce('Withdrawn.')
      return 'done'
    },
    makeLiveAgain: async (how) => {
      if (!known) return 'refused'
      const value = await run('Making it live again', () => makeLiveAgainAction({ id: known.id, version: known.version, ...how }))
      if (value === null || value === 'stale') return value ?? 'refused'
      onDone({ ...afterReturn(known), version: value.version })
      announce('Live again at its old address.')
      return 'done'
    },
    changeSlug: (slug) =>
      act(
        'Changing the address',
        (at) => changeSlugAction({ ...at, slug }),
        (was) => afterMove(was, slug),
        'The address is changed.',
      ),
    remove: async () => {
      if (!known) return false
      return (await run('Deleting', () => deleteDraftAction({ id: known.id, version: known.version }))) !== null
    },
  }
}
