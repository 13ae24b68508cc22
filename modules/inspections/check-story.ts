/** House style and record together: what the Checks of the editor and `cms check-copy` say of a story. Pure. */
import { checkCopy, type Finding, type Hits } from '@/modules/style/check-copy'
import type { Copy } from '@/modules/style/copy-context'
import type { StyleRule } from '@/modules/style/rules'
import { slipsOf } from '@/modules/style/slips'
import type { Suggester } from '@/modules/tags/suggest'
import { namedAreas } from './named-areas'
import { onlyOutcomeOfTags } from './outcome'
import { checkAgainstRecord } from './record-check'
import type { CheckedRecord, RecordedArea, RecordedBoard } from './record-question'

/** What a story is checked with; made ready once. */
export type Knowledge = {
  rules: readonly StyleRule[]
  /** What the patterns of the rules found in this text, looked for under a time limit. */
  hits?: Hits
  suggest: Suggester
  areas: readonly RecordedArea[]
  boards: readonly RecordedBoard[]
  records: readonly CheckedRecord[]
}

const AREA_TAG = 'area-'

/** An area whose name says too little to be sure of is that of the story when the headline names no other. */
function onlyInHeadline({ headline }: Copy, known: Pick<Knowledge, 'areas' | 'boards'>): string[] {
  const slugs = [...new Set(namedAreas(headline, known).map(({ area }) => area.slug))]
  return slugs.length === 1 ? slugs : []
}

/** Everything found, in the order of the text. The areas and the outcome are those its own words speak for. */
export function checkStory(copy: Copy, { rules, hits, suggest, areas, boards, records }: Knowledge, now: Date): Finding[] {
  const sure = suggest(copy).filter((one) => one.confident)
  const named = sure.filter((one) => one.type === 'area').map((one) => one.slug.replace(AREA_TAG, ''))
  const areaSlugs = named.length > 0 ? named : onlyInHeadline(copy, { areas, boards })
  // A story that tells of two outcomes claims neither for its area.
  const outcomes = sure.filter((one) => one.type === 'outcome')
  const told = outcomes.length === 1 ? outcomes[0] : undefined
  const kind = told ? onlyOutcomeOfTags([told.slug]) : null
  const sentence = told?.evidence[0]
  const outcome = kind && sentence ? { kind, ...sentence } : null
  const at = copy.date === null ? null : new Date(copy.date)
  const recorded = checkAgainstRecord({ story: copy, at, areaSlugs, outcome, areas, boards, records }, now)
  const style = checkCopy(rules, copy, hits)
  // What a rule of house style calls an error there is not said a second time.
  const slips = slipsOf(copy).filter(
    (one) => !style.some((other) => other.severity === 'error' && one.start <= other.start && other.end <= one.end),
  )
  const quoted = recorded.filter(
    (one) =>
      one.rule !== 'REC-QUOTE' || !style.some((other) => other.severity !== 'note' && one.start <= other.start && other.end <= one.end),
  )
  return [...style, ...slips, ...quoted].sort((a, b) => a.start - b.start || a.end - b.end)
}
