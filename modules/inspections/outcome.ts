/** What an inspection ended in, as a picture can tell it. Words always stand beside the mark. */
export type OutcomeKind = 'positive' | 'inconsistent' | 'failings' | 'effective' | 'not-effective'

/** The short official words. They are never converted between frameworks. */
export const OUTCOME_WORDS: Record<OutcomeKind, string> = {
  positive: 'Typically positive',
  inconsistent: 'Inconsistent',
  failings: 'Widespread and/or systemic failings',
  effective: 'Effective action',
  'not-effective': 'Action not effective',
}

const KIND_OF_NUMBER: Record<number, OutcomeKind> = { 1: 'positive', 2: 'inconsistent', 3: 'failings' }
const KIND_OF_TAG: Record<string, OutcomeKind> = {
  'outcome-positive': 'positive',
  'outcome-inconsistent': 'inconsistent',
  'outcome-systemic-failings': 'failings',
  'monitoring-effective-action': 'effective',
  'monitoring-not-effective': 'not-effective',
}

/** The kind of a full inspection's number (1, 2, 3); null for any other. */
export const outcomeOfNumber = (outcome: number | null): OutcomeKind | null => (outcome === null ? null : (KIND_OF_NUMBER[outcome] ?? null))

/** The kinds that the outcome tags among these slugs stand for. */
export const outcomesOfTags = (slugs: readonly string[]): OutcomeKind[] => slugs.flatMap((slug) => KIND_OF_TAG[slug] ?? [])

/** The kind that the outcome tags among these slugs stand for; null when there is none, or more than one. */
export function onlyOutcomeOfTags(slugs: readonly string[]): OutcomeKind | null {
  const [only, ...others] = outcomesOfTags(slugs)
  return only && others.length === 0 ? only : null
}

/** The kind an inspection on record ended in; null where the record gives none. */
export function outcomeOfInspection(inspection: { outcome: number | null; outcomeShort: string }): OutcomeKind | null {
  if (inspection.outcome !== null) return outcomeOfNumber(inspection.outcome)
  const words = inspection.outcomeShort.toLowerCase()
  if (words === 'effective action') return 'effective'
  return words === '' ? null : 'not-effective'
}

/** The whole sentence that a report of a full inspection since 2023 ends in (Ofsted and CQC, Open Government Licence v3.0). */
export const OFFICIAL_WORDS: Partial<Record<OutcomeKind, string>> = {
  positive:
    'The local area partnership’s special educational needs and/or disabilities (SEND) arrangements typically lead to positive experiences and outcomes for children and young people with SEND. The local area partnership is taking action where improvements are needed.',
  inconsistent:
    'The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children and young people with special educational needs and/or disabilities (SEND). The local area partnership must work jointly to make improvements.',
  failings:
    'There are widespread and/or systemic failings leading to significant concerns about the experiences and outcomes of children and young people with special educational needs and/or disabilities (SEND), which the local area partnership must address urgently.',
}
