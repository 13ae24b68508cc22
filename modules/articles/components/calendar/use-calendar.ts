'use client'
import { useCallback, useState } from 'react'
import type { Problem } from '@/lib/errors'
import type { ActionResult } from '@/modules/auth/form-state'
import type { Which } from '@/modules/workflow/london-time'
import { inOrder, momentWords, type Planned, placeOf } from '../../calendar'
import { moveScheduleAction, retryScheduleAction, unscheduleAction } from '../../calendar-actions'

export type Place = { day: string; time: string; which: Which | null }

/** What was done last, and how to take it back; what was wrong, and with which time. */
export type Said = { message: string; undo: { entry: Planned; to: Place } | null; problems: Problem[]; about?: string | null }

const NOTHING: Said = { message: '', undo: null, problems: [] }
const key = (entry: Planned): string => `${entry.scheduleId ?? entry.kind}-${entry.articleId}`
const done = { publish: 'published', withdraw: 'withdrawn' } as Record<Planned['kind'], string>

/** What the calendar holds, and what can be done to its times. Every change is stored before it is shown. */
export function useCalendar(given: readonly Planned[]) {
  const [entries, setEntries] = useState<readonly Planned[]>(given)
  const [said, setSaid] = useState<Said>(NOTHING)
  const [pending, setPending] = useState(false)

  const run = useCallback(async <T>(entry: Planned, work: () => Promise<ActionResult<T>>, after: (value: T) => Said): Promise<T | null> => {
    setPending(true)
    try {
      const result = await work()
      setSaid(result.ok ? after(result.value) : { ...refusedWords(result), about: entry.scheduleId })
      return result.ok ? result.value : null
    } catch {
      setSaid({ ...NOTHING, message: 'The newsroom could not be reached. Nothing was changed: try again.' })
      return null
    } finally {
      setPending(false)
    }
  }, [])

  const move = useCallback(
    (entry: Planned, to: Place, back = false) =>
      run(
        entry,
        () => {
          const { day, time, which } = to
          const known = { id: entry.articleId, version: entry.version, scheduleId: entry.scheduleId ?? '' }
          return moveScheduleAction({ ...known, day, time, ...(which && { which }) })
        },
        ({ version, at, scheduleId }) => {
          // One that failed is set anew.
          const moved: Planned = { ...entry, ...placeOf(new Date(at)), version, scheduleId, state: 'planned', failure: null }
          setEntries((all) =>
            withVersion(all, moved)
              .map((one) => (key(one) === key(entry) ? moved : one))
              .sort(inOrder),
          )
          const undo = back || entry.time === null ? null : { entry: moved, to: { day: entry.day, time: entry.time, which: entry.which } }
          return { message: `“${entry.headline}” is ${done[entry.kind]} on ${momentWords(moved)}.`, undo, problems: [] }
        },
      ),
    [run],
  )

  const without = (entry: Planned, version: number) =>
    setEntries((all) => withVersion(all, { ...entry, version }).filter((one) => key(one) !== key(entry)))

  const cancel = (entry: Planned) =>
    run(
      entry,
      () => unscheduleAction({ id: entry.articleId, version: entry.version, act: entry.kind as 'publish' | 'withdraw' }),
      ({ version }) => {
        without(entry, version)
        return { ...NOTHING, message: `“${entry.headline}” is no longer ${done[entry.kind]} at a time.` }
      },
    )

  const doNow = (entry: Planned, urgent: string) =>
    run(
      entry,
      () => {
        const known = { id: entry.articleId, version: entry.version, scheduleId: entry.scheduleId ?? '' }
        return retryScheduleAction({ ...known, ...(urgent && { urgent }) })
      },
      ({ version }) => {
        without(entry, version)
        return { ...NOTHING, message: `“${entry.headline}” was ${done[entry.kind]}.` }
      },
    )

  return { entries, said, pending, move, cancel, doNow }
}

/** A story has one version, wherever it stands on the calendar. */
const withVersion = (all: readonly Planned[], { articleId, version }: Planned): Planned[] =>
  all.map((one) => (one.articleId === articleId ? { ...one, version } : one))

function refusedWords(result: ActionResult<unknown> & { ok: false }): Said {
  if (result.kind !== 'problems') return { ...NOTHING, message: `${result.message} Nothing was changed.` }
  return { message: result.problems.map((problem) => problem.message).join('. '), undo: null, problems: result.problems }
}
