'use client'
import { useRef, useState } from 'react'
import { type Forecast, sameForecast } from '@/modules/related/forecast'
import type { Saving } from '../saving/use-saving'
import { ask, refusalOf } from './ask'
import type { ForecastAnswer } from './use-forecast'

const COUNTED_AGAIN = 'Something else was published since “If you withdraw this” was counted. Look at it again, then withdraw.'
/** A newsroom that publishes faster than it can be counted is told so. */
const ROUNDS_MAX = 4

/** Withdrawing a live story: what it does to other lists is counted as soon as somebody thinks of it. */
export type Withdrawal = {
  isOpen: boolean
  open: () => void
  close: () => void
  /** What was typed before it had to be looked at again. */
  reason: string
  /** Why it was not done; '' at first. */
  said: string
  forecast: Omit<ForecastAnswer, 'recount'>
  submit: (reason: string) => Promise<void>
}

type Counted = { forecast: Forecast | null; problem: string; counting: boolean }
const nothing: Counted = { forecast: null, problem: '', counting: true }

/**
 * Whoever has seen the forecast withdraws what it said: where something else was published since, it is counted again, and
 * when it says something else the question comes back with what was typed. Who does not wait for it need not.
 */
export function useWithdrawal(saving: Saving): Withdrawal {
  const [asked, setAsked] = useState<{ reason: string; said: string } | null>(null)
  const [counted, setCounted] = useState<Counted>(nothing)
  const [opened, setOpened] = useState(false)
  const latest = useRef(saving)
  latest.current = saving
  const count = async (): Promise<Forecast | null> => {
    const id = latest.current.known?.id
    if (!id) return null
    setCounted((before) => ({ ...before, counting: true }))
    const found = await ask('forecast-withdrawal', { id })
    const forecast = found?.ok ? found.value : null
    setCounted({ forecast, problem: refusalOf(found), counting: false })
    return forecast
  }
  const open = () => {
    setAsked({ reason: '', said: '' })
    setCounted(nothing)
    setOpened(false)
    void count()
  }
  const submit = async (reason: string) => {
    const seen = counted.counting ? null : counted.forecast
    let result = await latest.current.withdraw(reason, seen?.stamp)
    for (let round = 0; seen && result === 'stale' && round < ROUNDS_MAX; round += 1) {
      const now = await count()
      if (!now || !sameForecast(seen, now)) break
      result = await latest.current.withdraw(reason, now.stamp)
    }
    if (result === 'stale') setAsked({ reason, said: COUNTED_AGAIN })
  }
  const shown = { ...counted, wanted: true, opened, open: setOpened }
  return {
    isOpen: asked !== null,
    open,
    close: () => setAsked(null),
    reason: asked?.reason ?? '',
    said: asked?.said ?? '',
    forecast: shown,
    submit,
  }
}
