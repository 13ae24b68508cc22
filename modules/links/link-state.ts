/** What one check makes of a link. Pure: a night's answer and what was known before give what is known now. */
import { londonIsoDay } from '@/lib/dates'
import type { OutsideAnswer } from '@/lib/fetch-outside'

export const LINK_STATES = ['unchecked', 'ok', 'moved', 'broken', 'unreachable', 'refused'] as const
export type LinkState = (typeof LINK_STATES)[number]

export type LinkRecord = {
  state: LinkState
  httpStatus: number | null
  /** Where a permanent redirect leads. */
  movedTo: string | null
  /** One sentence for the report; '' when there is nothing to say. */
  detail: string
  checkedAt: Date | null
  okAt: Date | null
  /** Nights in a row without a name or with a server at fault. */
  failures: number
  since: Date | null
  leftBy: string | null
  leftAt: Date | null
}

/** What a check found: an answer from outside, a word of robots.txt, or what the database says of a page of our own. */
export type Finding =
  | OutsideAnswer
  | { kind: 'robots' }
  | { kind: 'here'; state: 'ok' | 'broken'; detail: string }
  | { kind: 'here'; state: 'moved'; movedTo: string; detail: string }

/** Nights in a row after which a missing name or a server at fault counts as broken. */
export const NIGHTS_TO_BREAK = 3

type Verdict = Pick<LinkRecord, 'state' | 'httpStatus' | 'movedTo' | 'detail' | 'failures'>

/** Whether the server asks to be left alone for now: nothing is learnt about the address. */
export const isBusy = (finding: Finding): boolean =>
  finding.kind === 'answer' && (finding.status === 429 || (finding.status === 503 && finding.retryAfter !== null))

/** The link after this check. `since` moves, and "leave it" ends, when the state or the new address changes. */
export function judge(before: LinkRecord, finding: Finding, now: Date): LinkRecord {
  if (isBusy(finding)) return { ...before, checkedAt: now }
  const verdict = verdictOf(before, finding, now)
  const changed = verdict.state !== before.state || verdict.movedTo !== before.movedTo
  const good = verdict.state === 'ok' || verdict.state === 'moved'
  return {
    ...before,
    ...verdict,
    checkedAt: now,
    okAt: good ? now : before.okAt,
    ...(changed && { since: now, leftBy: null, leftAt: null }),
  }
}

function verdictOf(before: LinkRecord, finding: Finding, now: Date): Verdict {
  const clean = { httpStatus: null, movedTo: null, detail: '', failures: 0 }
  // What is broken stays so until it answers well: a server that is merely down tonight is no good news.
  const lost = before.state === 'broken' ? 'broken' : 'unreachable'
  if (finding.kind === 'here')
    return { ...clean, state: finding.state, detail: finding.detail, movedTo: finding.state === 'moved' ? finding.movedTo : null }
  if (finding.kind === 'robots')
    return { ...clean, state: 'refused', detail: 'Its site asks programs not to fetch this page. Look at it yourself.' }
  if (finding.kind === 'refused') return { ...clean, state: 'refused', detail: finding.why }
  if (finding.kind === 'unreachable') return { ...clean, state: lost, detail: finding.why }
  if (finding.kind === 'no-address') {
    if (!finding.noSuchName) return { ...clean, state: lost, detail: finding.why }
    return failing(before, { ...clean, state: lost, detail: finding.why }, now)
  }
  const { status, movedTo } = finding
  const heard = { ...clean, httpStatus: status }
  if (status === 404 || status === 410)
    return { ...heard, state: 'broken', detail: status === 410 ? 'The page is gone for good.' : 'There is no such page.' }
  if (status >= 500) return failing(before, { ...heard, state: lost, detail: `Its server is at fault (${status}).` }, now)
  if (status >= 400) return { ...heard, state: lost, detail: `It does not let our checker in (${status}). Look at it yourself.` }
  if (movedTo === null) return { ...heard, state: 'ok' }
  return {
    ...heard,
    state: 'moved',
    movedTo,
    detail: leadsToFront(movedTo) ? 'It leads to the site’s front page now: look before you use it.' : '',
  }
}

/** One more night of a fault that may pass; the third in a row breaks the link. A second check in one day is no night. */
function failing(before: LinkRecord, verdict: Verdict, now: Date): Verdict {
  const sameDay = before.checkedAt !== null && londonIsoDay(before.checkedAt) === londonIsoDay(now)
  const failures = before.failures > 0 && sameDay ? before.failures : before.failures + 1
  return { ...verdict, failures, state: failures >= NIGHTS_TO_BREAK ? 'broken' : verdict.state }
}

const leadsToFront = (address: string): boolean =>
  URL.canParse(address) && new URL(address).pathname === '/' && new URL(address).search === ''

/** Whether a hand-made link to it is kept from readers. */
export const isDead = (link: Pick<LinkRecord, 'state' | 'leftAt'>): boolean => link.state === 'broken' && link.leftAt === null

/** Until when a host wants to be left alone: seconds or a date; an hour when it says nothing usable, a week at most. */
export function waitUntil(retryAfter: string | null, now: Date): Date {
  const seconds = retryAfter !== null && /^\d{1,9}$/.test(retryAfter.trim()) ? Number(retryAfter) : null
  const at = seconds !== null ? now.getTime() + seconds * 1_000 : Date.parse(retryAfter ?? '')
  const until = Number.isNaN(at) ? now.getTime() + 3_600_000 : at
  return new Date(Math.min(Math.max(until, now.getTime() + 60_000), now.getTime() + 7 * 86_400_000))
}
