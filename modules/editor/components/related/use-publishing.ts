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
  const publish: Saving['publish'] = async (how) => {
    const seen = forecast.wanted && !forecast.counting ? forecast.forecast : null
    if (!seen) return saving.publish(how)
    let result = await saving.publish({ ...how, stamp: seen.stamp })
    for (let round = 0; result === 'stale' && round < ROUNDS_MAX; round += 1) {
      announce('Something else was published meanwhile. Counting again.')
      const now = await forecast.recount()
      if (!now || !sameForecast(seen, now)) break
      result = await latest.current.publish({ ...how, stamp: now.stamp })
    }
    if (result !== 'stale') return result
    latest.current.refuse({ field: 'forecast', message: COUNTED_AGAIN })
    return 'refused'
  }
  return { ...saving, publish }
}
