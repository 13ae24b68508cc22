/**
 * Doing what a forecast has shown, and nothing else: where something else was published since, it is counted again first.
 * Runs in both worlds; what it asks is handed to it.
 */
import { z } from 'zod'
import type { Problem } from '@/lib/errors'
import { type ActionResult, emptyFormState, type FormState } from '@/modules/auth/form-state'
import { type Forecast, sameForecast } from './forecast'

/** The stamp of the forecast that was looked at; left out where none was. */
export const seenStamp = z.string().max(20).regex(/^\d+$/).optional()

/** What a command refuses with when lists may have changed since; a form shows it with the new forecast. */
export const NOT_AS_SEEN: Problem = {
  field: 'forecast',
  message: 'Something else was published since these lists were worked out. They have been worked out again: look at them first',
}

/** A newsroom that publishes faster than lists can be worked out is told so. */
const ROUNDS_MAX = 4

type AsSeen<T> = {
  /** What was looked at. */
  seen: Forecast
  carryOut: (stamp: string) => Promise<ActionResult<T>>
  lookAgain: () => Promise<ActionResult<Forecast>>
  /** Told what it would do now, where that is something else. */
  onOther: (now: Forecast) => void
}

/**
 * Carries it out. Refused because something else was published, it is worked out again: when it says the same of every
 * list, it goes on; otherwise nothing is done, and the answer is the refusal.
 */
export async function asSeen<T>({ seen, carryOut, lookAgain, onOther }: AsSeen<T>): Promise<ActionResult<T>> {
  let result = await carryOut(seen.stamp)
  for (let round = 0; isNotAsSeen(result) && round < ROUNDS_MAX; round += 1) {
    const again = await lookAgain()
    if (!again.ok) return again
    onOther(again.value)
    if (!sameForecast(seen, again.value)) return result
    result = await carryOut(again.value.stamp)
  }
  return result
}

type FormAsSeen<T> = Omit<AsSeen<T>, 'carryOut'> & {
  fields: FormData
  action: (before: FormState<T>, fields: FormData) => Promise<FormState<T>>
}

/** The same for a form whose action has a field for the stamp: answers the form's state. */
export async function formAsSeen<T>({ fields, action, ...asked }: FormAsSeen<T>): Promise<FormState<T>> {
  let state: FormState<T> = emptyFormState
  await asSeen<FormState<T>>({
    ...asked,
    carryOut: async (stamp) => {
      fields.set('stamp', stamp)
      state = await action(emptyFormState, fields)
      const other = state.problems.some(({ field }) => field === NOT_AS_SEEN.field)
      return other ? { ok: false, kind: 'problems', problems: [NOT_AS_SEEN] } : { ok: true, value: state }
    },
  })
  return state
}

const isNotAsSeen = (result: ActionResult<unknown>): boolean =>
  !result.ok && result.kind === 'problems' && result.problems.some(({ field }) => field === NOT_AS_SEEN.field)
