/** What a correction is called, where the words of a story show it. Pure. */
import { londonDay } from '@/lib/dates'

/** Weightiest first. */
export const CORRECTION_KINDS = ['apology', 'correction', 'clarification', 'update'] as const
export type CorrectionKind = (typeof CORRECTION_KINDS)[number]

/** A story's weightiest correction, as cards, feeds and related lists show it: `at` is when the latest of that kind was published. */
export type CorrectionMark = { kind: CorrectionKind; at: Date }

/** As readers get it, newest first on the story's page. */
export type PublishedCorrection = { kind: CorrectionKind; wording: string; place: CorrectionPlace; at: Date }

export const CORRECTION_PLACES = ['top', 'foot'] as const
/** Above the story's text, or after it. */
export type CorrectionPlace = (typeof CORRECTION_PLACES)[number]

/** The heading of one: "Correction". */
export const CORRECTION_LABELS: Record<CorrectionKind, string> = {
  apology: 'Apology',
  correction: 'Correction',
  clarification: 'Clarification',
  update: 'Update',
}

const DEEDS: Record<CorrectionKind, string> = {
  apology: 'Apology made',
  correction: 'Corrected',
  clarification: 'Clarified',
  update: 'Updated',
}

/** "Corrected 14 March 2026": the day in London. */
export const correctionWords = ({ kind, at }: CorrectionMark): string => `${DEEDS[kind]} ${londonDay(at)}`

const isKind = (kind: string): kind is CorrectionKind => (CORRECTION_KINDS as readonly string[]).includes(kind)

/** What two columns of a story's row say; null where it has no correction. */
export function correctionMark(kind: string | null, at: Date | null): CorrectionMark | null {
  return kind !== null && at !== null && isKind(kind) ? { kind, at } : null
}

/** The mark of a story with these corrections: the weightiest kind, and the latest of it. */
export function weightiestOf(corrections: readonly { kind: string; at: Date }[]): CorrectionMark | null {
  for (const kind of CORRECTION_KINDS) {
    const times = corrections.filter((one) => one.kind === kind).map((one) => one.at.getTime())
    if (times.length > 0) return { kind, at: new Date(Math.max(...times)) }
  }
  return null
}

/**
 * What a story's page shows of its corrections, which are newest first. `top`: above the text, those whose place is there,
 * and the newest of all where it is an update. `log`: after the text, all of them, unless the top says everything already.
 */
export function placedCorrections<C extends Pick<PublishedCorrection, 'kind' | 'place'>>(all: readonly C[]): { top: C[]; log: C[] } {
  const top = all.filter((one, at) => one.place === 'top' || (at === 0 && one.kind === 'update'))
  return { top, log: top.length < all.length ? [...all] : [] }
}
