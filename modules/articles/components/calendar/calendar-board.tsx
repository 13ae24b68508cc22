'use client'
import { useEffect, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import type { Problem } from '@/lib/errors'
import type { Planned } from '../../calendar'
import styles from './calendar.module.css'
import { DayList } from './day-list'
import { MonthGrid } from './month-grid'
import { MoveForm } from './move-form'
import { TroubleList } from './trouble-list'
import { type Place, useCalendar } from './use-calendar'

const NONE: Problem[] = []

type Props = {
  planned: readonly Planned[]
  /** The weeks of the month that is shown; null: as a list. */
  weeks: readonly string[][] | null
  month: string
  /** London's day now. */
  today: string
}

/** The calendar as it can be worked with: move by press or by arrow keys, take back, put right. */
export function CalendarBoard({ planned, weeks, month, today }: Props) {
  const { entries, said, pending, move, cancel, doNow } = useCalendar(planned)
  const [openId, setOpenId] = useState<string | null>(null)
  const focusId = useRef<string | null>(null)
  const open = entries.find((entry) => entry.scheduleId !== null && entry.scheduleId === openId) ?? null

  // Where a moved time lies now, so that the next arrow key moves it on; what came before it may have another place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of the entries
  useEffect(() => {
    if (focusId.current === null) return
    const button = document.getElementById(`move-${focusId.current}`) ?? document.getElementById('calendar-undo')
    focusId.current = null
    button?.focus()
  }, [entries, said])

  const byKey = (entry: Planned, to: Place) => {
    if (pending) return
    focusId.current = entry.scheduleId
    void move(entry, to)
  }
  const fromForm = async (entry: Planned, to: Place) => {
    const moved = await move(entry, to)
    if (moved) setOpenId(moved.scheduleId)
  }
  const close = () => {
    focusId.current = openId
    setOpenId(null)
  }
  const undo = () => {
    if (said.undo === null || pending) return
    focusId.current = said.undo.entry.scheduleId
    void move(said.undo.entry, said.undo.to, true)
  }
  const item = { openId, onOpen: (entry: Planned) => setOpenId(entry.scheduleId), onMove: byKey }
  const troubles = entries.filter((entry) => entry.state !== 'planned')
  const rest = entries.filter((entry) => entry.state === 'planned')
  return (
    <>
      <div className={styles.said}>
        <p role="status">{said.message}</p>
        {said.undo ? (
          <button type="button" id="calendar-undo" className={buttons.quiet} onClick={undo}>
            Undo
          </button>
        ) : null}
      </div>
      {open ? (
        <MoveForm
          key={`${open.articleId} ${open.kind}`}
          entry={open}
          problems={said.about === open.scheduleId ? said.problems : NONE}
          pending={pending}
          onMove={(to) => void fromForm(open, to)}
          onCancel={() => void cancel(open)}
          onClose={close}
        />
      ) : null}
      <TroubleList
        entries={troubles}
        problems={said.problems}
        onNow={doNow}
        onOpen={item.onOpen}
        onCancel={(entry) => void cancel(entry)}
      />
      {weeks ? <MonthGrid weeks={weeks} month={month} today={today} entries={rest} {...item} /> : <DayList entries={rest} {...item} />}
    </>
  )
}
