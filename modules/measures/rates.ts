/** What may be said of counts, and when there are too few to say anything. */

/** Lists seen, below which a share of them means nothing. */
export const TOO_FEW_SEEN = 20

/** Clicks for each hundred lists seen; null where there are too few to say. */
export function per100(clicks: number, seen: number): number | null {
  return seen < TOO_FEW_SEEN ? null : (clicks / seen) * 100
}

/** The days a person may ask for. */
export const PERIODS = [7, 28, 90] as const
export type Period = (typeof PERIODS)[number]
export const PERIOD_DEFAULT: Period = 28

/** The period that an address names; 28 days for anything else. */
export const readPeriod = (value: unknown): Period => PERIODS.find((days) => String(days) === value) ?? PERIOD_DEFAULT
