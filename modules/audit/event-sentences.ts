/** What the history says of each kind of event. Pure. */
import { londonDay, londonTime } from '@/lib/dates'
import type { EventKind, EventPayload } from './events'

type Sentences = { readonly [K in EventKind]: (detail: EventPayload<K>) => string }

const listed = (changed: readonly string[] | undefined): string => changed?.join(', ') || 'nothing'
const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** "9am on 22 November 2026"; an earlier version may have kept no time. */
function londonMoment(iso: string | undefined): string {
  const at = new Date(iso ?? Number.NaN)
  return Number.isNaN(at.getTime()) ? 'a time' : `${londonTime(at)} on ${londonDay(at)}`
}
const dayWords = (day: string): string => londonDay(new Date(`${day}T12:00:00Z`))
const done = { publish: 'published', withdraw: 'withdrawn' } as const
const cancelled = { 'by-hand': 'cancelled', published: 'published it and so cancelled', withdrawn: 'withdrew it and so cancelled' } as const
const unread = ({ unreviewed, urgent }: { unreviewed?: true; urgent?: string }): string =>
  unreviewed ? `, before a second person had read it${urgent ? ` (${urgent})` : ''}` : ''

const OPERATION_WORDS: Record<string, string> = {
  merge: 'a merge',
  rename: 'a new name',
  retire: 'its retirement',
  split: 'a split',
  bulk: 'a change of many stories',
}
const BULK_WORDS: Record<string, string> = {
  started: 'began',
  stopped: 'stopped',
  ended: 'carried out',
  undoing: 'began to take back',
  undone: 'took back',
  settled: 'left the stories as they are that could not be changed in',
}
const PROPOSAL_WORDS: Record<string, string> = { made: 'made', declined: 'declined', already: 'found another tag for' }

/** Whoever may not see who has an account is not told the address. */
const someone = (email: string | undefined): string => email || 'somebody'

const TEST_ENDS = {
  days: 'its days are over',
  worse: 'it was clearly worse',
  'by-hand': 'by hand',
  taken: 'its numbers were taken',
} as const

const FACTOR_WORDS: Record<string, string> = { otp: 'a code of the app', recovery: 'a recovery code', passkey: 'a passkey' }

/** A kind without a sentence does not compile. */
const SENTENCES: Sentences = {
  'article.created': () => 'started this story',
  'article.saved': ({ revision, restored }) =>
    restored === undefined ? `saved version ${revision}` : `brought version ${restored} back as version ${revision}`,
  'article.labelled': ({ revision, label }) =>
    label === null ? `took the label of version ${revision} away` : `labelled version ${revision} “${label}”`,
  'article.published': ({ revision, ...how }) => `published version ${revision}${unread(how)}`,
  'article.republished': ({ revision, kind, note, ...how }) =>
    `published version ${revision} ${kind === 'told' ? `and told readers: ${note}` : 'as a minor change'}${unread(how)}`,
  'article.withdrawn': ({ reason }) => `withdrew it: ${reason}`,
  'article.made-live-again': ({ revision, ...how }) => `made it live again with version ${revision}${unread(how)}`,
  'article.submitted': ({ revision, note, to }) =>
    `submitted version ${revision} for review${to?.length ? `, asking ${to.join(', ')}` : ''}${note ? `: ${note}` : ''}`,
  'article.approved': ({ revision }) => `approved version ${revision}`,
  'article.approval-lapsed': ({ approvedBy }) => `changed what ${approvedBy} had approved: the approval lapsed`,
  'article.returned': ({ note }) => `sent it back: ${note}`,
  'article.retracted': () => 'took it back from review',
  'article.reviewed': ({ revision }) => `read version ${revision}, which was live without a second reader`,
  'article.scheduled': ({ act, at, from }) =>
    from
      ? `moved the time to ${act} it from ${londonMoment(from)} to ${londonMoment(at)}`
      : `set it to be ${done[act]} at ${londonMoment(at)}`,
  'article.unscheduled': ({ act, at, why }) => `${cancelled[why]} the time to ${act} it, ${londonMoment(at)}`,
  'article.schedule-failed': ({ act, at, failure }) => `could not ${act} it at ${londonMoment(at)}: ${failure}`,
  'article.embargoed': ({ until }) => `put it under embargo until ${londonMoment(until)}`,
  'article.embargo-lifted': () => 'lifted its embargo',
  'article.people-named': ({ sensitive, people }) =>
    `${sensitive ? 'marked it sensitive and' : 'marked it not sensitive and'} named ${people?.join(', ') || 'nobody'} on it`,
  'article.reminder-set': ({ on, note }) =>
    on ? `asked to look at it again on ${dayWords(on)}${note ? `: ${note}` : ''}` : 'took its reminder away',
  'article.slug-changed': ({ from, to }) => `changed its address from ${from} to ${to}`,
  'article.link-changed': ({ from, to }) =>
    to === null ? `took the link to ${from} away` : `changed the link to ${from}, which now leads to ${to}`,
  'article.link-checked': ({ url, shown }) =>
    shown ? `shows the link to ${url} again, which answers` : `left out the link to ${url}, which no longer answers`,
  'article.curated': curated,
  'article.deleted': ({ headline }) => `deleted the draft “${headline}”`,
  'article.imported': () => 'imported it',
  'comment.added': commented,
  'comment.answered': ({ named }) => `answered a comment${toWhom(named)}`,
  'comment.resolved': () => 'resolved a comment',
  'comment.reopened': () => 'opened a resolved comment again',
  'comment.removed': () => 'took a comment back',
  'article.legal-changed': ({ on, reason }) => `${on ? 'marked it' : 'no longer holds it'} legally sensitive: ${reason}`,
  'preview.created': ({ label, revision, expires }) =>
    `made a preview link for ${label} to ${revision === null ? 'the newest version' : `version ${revision}`}, until ${londonMoment(expires)}`,
  'preview.revoked': ({ label }) => `revoked the preview link for ${label}`,
  'correction.reported': ({ complaint }) => `said that something may be wrong: ${complaint}`,
  'correction.published': ({ kind, place, wording }) =>
    `published ${kind === 'correction' || kind === 'clarification' ? 'a' : 'an'} ${kind} ${place === 'top' ? 'above' : 'after'} its text: ${wording}`,
  'correction.closed': ({ note }) => `closed a complaint without a correction: ${note}`,
  'tag.created': ({ slug }) => `created the tag ${slug}`,
  'tag.changed': ({ changed }) => `changed ${listed(changed)}`,
  'tag.merged': ({ from, into, stories }) => `merged “${from}” into “${into}”, with ${counted(stories, 'story', 'stories')}`,
  'tag.renamed': ({ from, to, address }) => `renamed it from “${from}” to “${to}”${address ? `, at the address ${address}` : ''}`,
  'tag.retired': ({ successor }) => `retired it${successor ? `: use “${successor}” instead` : ''}`,
  'tag.split': ({ to, stories, keep }) =>
    `gave ${counted(stories, 'story', 'stories')} the tag “${to}” ${keep === 'both' ? 'as well as' : 'instead of'} this one`,
  'tag.operation-undone': ({ kind, stories }) =>
    `took back ${OPERATION_WORDS[kind] ?? 'a change'}${stories > 0 ? `, with ${counted(stories, 'story', 'stories')}` : ''}`,
  'tag.proposed': ({ label }) => `proposed the tag “${label}”`,
  'tag.proposal-decided': ({ label, decision }) => `${PROPOSAL_WORDS[decision] ?? 'decided'} the proposed tag “${label}”`,
  'tag.bulk': ({ act, stories }) => `${BULK_WORDS[act] ?? 'worked on'} a change of the tags of ${counted(stories, 'story', 'stories')}`,
  'storyline.created': ({ label }) => `started the storyline “${label}”`,
  'storyline.changed': ({ changed }) => `changed ${listed(changed)} of the storyline`,
  'storyline.closed': () => 'concluded the storyline',
  'storyline.reopened': () => 'opened the storyline again',
  'media.added': ({ fileName }) => `added the picture “${fileName}”`,
  'media.changed': ({ changed }) => `changed ${listed(changed)} of the picture`,
  'media.replaced': ({ fileName }) => `replaced the picture “${fileName}” everywhere`,
  'media.consent-withdrawn': ({ fileName }) => `withdrew the consent to show the picture “${fileName}”`,
  'media.deleted': ({ fileName }) => `deleted the picture “${fileName}”`,
  'article.check-left': ({ rule, reason }) => `left what the check ${rule} found as it is: ${reason}`,
  'style.rule-added': ({ pattern }) => `added the rule of house style ${pattern}`,
  'style.rule-changed': ({ changed }) => `changed ${listed(changed)} of a rule of house style`,
  'style.rule-switched': ({ active }) => `switched a rule of house style ${active ? 'on' : 'off'}`,
  'style.rule-removed': ({ restored }) => `${restored ? 'restored a shipped' : 'removed a'} rule of house style`,
  'style.target-set': ({ readingAge }) => `set the reading age to aim at to ${readingAge}`,
  'fact.created': ({ label, value }) => `entered the fact “${label}”: ${value}`,
  'fact.changed': ({ label, changed, from, to, stories }) =>
    from === to
      ? `changed ${listed(changed)} of the fact “${label}”`
      : `changed the fact “${label}” from ${from} to ${to}, in ${counted(stories ?? 0, 'live story', 'live stories')}`,
  'fact.deleted': ({ label }) => `deleted the fact “${label}”`,
  'page.changed': ({ key }) => `changed the page ${key}`,
  'user.created': ({ role }) => `created the account as ${role}`,
  'user.changed': accountChanged,
  'user.signed-in': ({ by }) => {
    if (by?.includes('passkey')) return 'signed in with a passkey'
    return by?.includes('oidc') ? 'signed in with the organisation’s account' : 'signed in'
  },
  'user.signed-out': () => 'signed out',
  'user.sign-in-refused': () => 'was refused at sign-in',
  'user.factor-refused': ({ why }) => (why === 'throttled' ? 'was made to wait after wrong codes' : 'was refused at the second factor'),
  'user.factor-passed': ({ by }) => `gave the second factor: ${FACTOR_WORDS[by] ?? by}`,
  'user.factor-added': ({ factor }) => `set up ${factor === 'codes' ? 'codes of an app' : 'a passkey'} as a second factor`,
  'user.factor-removed': ({ factor }) => `removed ${factor === 'codes' ? 'the codes of an app' : 'a passkey'}`,
  'user.factors-reset': () => 'took the second factors of the account away',
  'user.sessions-ended': ({ ended }) => `ended ${counted(ended, 'sign-in', 'sign-ins')} of their own`,
  'user.invited': ({ email, role, again }) => `invited ${someone(email)} as ${role}${again ? ' again' : ''}`,
  'user.invitation-revoked': ({ email }) => `took back the invitation of ${someone(email)}`,
  'user.joined': ({ role, invitedBy }) => `joined as ${role}, invited by ${invitedBy}`,
  'user.password-asked': () => 'was sent a link for a new password',
  'user.linked': ({ issuer }) => `linked the account to ${issuer}`,
  'related.recounted': ({ tags }) => `counted the related points of ${tags} tags again`,
  'related.pair-reported': ({ target }) => `said that story ${target} is not related to it`,
  'related.report-closed': closed,
  'related.mended': ({ stories }) => `mended the postings of ${counted(stories, 'story', 'stories')}`,
  'related.rebuilt': ({ stories, changed }) => `built the postings of ${stories} stories again, and ${changed} of them changed`,
  'related.test-started': ({ name, share, days, changed }) =>
    `began a fair test, “${name}”, on ${share} of 100 pages for ${days} days: ${listed(changed)}`,
  'related.test-ended': ({ name, for: why }) => `ended the fair test “${name}” (${TEST_ENDS[why]})`,
  'related.settings-changed': ({ version, changed }) => `changed the engine’s settings to version ${version}: ${listed(changed)}`,
  'newsroom.settings-changed': ({ changed }) => `changed how the newsroom works: ${listed(changed)}`,
  'data.seeded': ({ what, count }) => `loaded ${count} ${what}`,
}

/**
 * The event as a sentence fragment after the actor's name: "published version 3". `detail` is as recordEvent stored it;
 * a kind of another version is its own sentence.
 */
export function eventSentence(kind: string, detail: Record<string, unknown>): string {
  const sentence = Object.hasOwn(SENTENCES, kind) ? (SENTENCES[kind as EventKind] as (stored: unknown) => string) : null
  return sentence ? sentence(detail) : kind
}

/** "changed the account: role from editor to admin". */
function accountChanged({ changed, values = {} }: EventPayload<'user.changed'>): string {
  const known = Object.entries(values).map(([what, { from, to }]) => `${what} from ${from} to ${to}`)
  return known.length > 0 ? `changed the account: ${known.join(', ')}` : `changed ${listed(changed)} of the account`
}

/** "kept story 12 in its list, which 3 readers and 1 colleague had called not related". */
function closed({ target, decision, readers, newsroom }: EventPayload<'related.report-closed'>): string {
  const some = (count: number, one: string, many: string): string[] => (count ? [counted(count, one, many)] : [])
  const who = [...some(readers, 'reader', 'readers'), ...some(newsroom, 'colleague', 'colleagues')].join(' and ') || 'somebody'
  return decision === 'kept'
    ? `kept story ${target} in its list, which ${who} had called not related`
    : `left story ${target} out of its list, as ${who} had asked`
}

/** "pinned “A headline” in its related list". */
function curated({ act, headline, url, filled = [] }: EventPayload<'article.curated'>): string {
  const what = headline ? `“${headline}”` : url || 'a story'
  const words: Record<typeof act, string> = {
    pin: `pinned ${what} in`,
    unpin: `unpinned ${what} in`,
    exclude: `left ${what} out of`,
    include: `let ${what} back into`,
    'drop-external': `took the link to ${what} out of`,
    fill: `found ${filled.map((one) => `“${one}”`).join(', ')} for`,
  }
  return `${words[act] ?? 'changed'} its related list`
}

const toWhom = (named: readonly string[] | undefined): string => (named && named.length > 0 ? `, naming ${named.join(', ')}` : '')

/** "commented on the body, naming Ann Lee". */
function commented({ about, named, verdict }: EventPayload<'comment.added'>): string {
  if (verdict) return verdict === 'approved' ? 'said: approved' : 'said: needs a change'
  return `commented on the ${about}${toWhom(named)}`
}
