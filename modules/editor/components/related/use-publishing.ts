'use client'
import { useRef } from 'react'
import { sameForecast } from '@/modules/related/forecast'
import type { Saving } from '../saving/use-saving'
import type { ForecastAnswer } from './use-forecast'

const COUNTED_AGAIN =
  'Something else was published since “If you publish this” was counted. It has been counted again: look at it, then publish'

/** A newsroom that publishes faster than it can be counted is told so. */
const ROUNDS_MAX = 4

/**
 * Whoever has seen the forecast publishes what it said. Where something else was published since, it is counted again
 * first: when it says the same, the publication goes on; otherwise the page says so, and nothing is published.
 */
export function usePublishing(saving: Saving, forecast: ForecastAnswer, announce: (message: string) => void): Saving {
  const latest = useRef(saving)
  latest.current = saving
  const asSeen = async <R extends string>(press: (now: Saving, stamp?: string) => Promise<R | 'stale'>): Promise<R | 'refused'> => {
    const seen = forecast.wanted && !forecast.counting ? forecast.forecast : null
    let result = await press(saving, seen?.stamp)
    for (let round = 0; seen && result === 'stale' && round < ROUNDS_MAX; round += 1) {
      announce('Something else was published meanwhile. Counting again.')
      const now = await forecast.recount()
      if (!now || !sameForecast(seen, now)) break
      result = await press(latest.current, now.stamp)
    }
    if (result !== 'stale') return result
    latest.current.refuse({ field: 'forecast', message: COUNTED_AGAIN })
    return 'refused'
  }
  return {
    ...saving,
    publish: (how) => asSeen((now, stamp) => now.publish({ ...how, ...(stamp && { stamp }) })),
    makeLiveAgain: (how) => asSeen((now, stamp) => now.makeLiveAgain({ ...how, ...(stamp && { stamp }) })),
  }
}
