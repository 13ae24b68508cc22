/**
 * Every kind of event and its payload; event-sentences.ts has its sentence in the history. Payloads hold ids, versions and editors'
 * own words (a reason, a note); never passwords, tokens or bodies.
 */
import { z } from 'zod'

const versioned = { version: z.number().int() }
/** It went out before a second person had read it, and why it could not wait. */
const reader = { unreviewed: z.literal(true).optional(), urgent: z.string().optional() }
const timed = { act: z.enum(['publish', 'withdraw']), at: z.iso.datetime() }

export const eventPayloads = {
  'article.created': z.strictObject({ ...versioned, headline: z.string() }),
  'article.saved': z.strictObject({
    ...versioned,
    revision: z.number().int(),
    changed: z.array(z.string()),
    /** The earlier revision that was brought back. */
    restored: z.number().int().optional(),
  }),
  'article.labelled': z.strictObject({ revision: z.number().int(), label: z.string().nullable() }),
  'article.published': z.strictObject({ ...versioned, revision: z.number().int(), slug: z.string(), ...reader }),
  'article.republished': z.strictObject({
    ...versioned,
    revision: z.number().int(),
    kind: z.enum(['minor', 'told']),
    note: z.string().nullable(),
    ...reader,
  }),
  'article.withdrawn': z.strictObject({ ...versioned, reason: z.string() }),
  'article.made-live-again': z.strictObject({ ...versioned, revision: z.number().int(), ...reader }),
  /** `to`: names of those asked to read it. */
  'article.submitted': z.strictObject({ ...versioned, revision: z.number().int(), note: z.string(), to: z.array(z.string()).optional() }),
  'article.approved': z.strictObject({ ...versioned, revision: z.number().int() }),
  'article.approval-lapsed': z.strictObject({ ...versioned, approvedBy: z.string() }),
  'article.returned': z.strictObject({ ...versioned, note: z.string() }),
  'article.retracted': z.strictObject({ ...versioned }),
  'article.reviewed': z.strictObject({ ...versioned, revision: z.number().int() }),
  'article.scheduled': z.strictObject({ ...versioned, ...timed, from: z.iso.datetime().optional() }),
  'article.unscheduled': z.strictObject({ ...versioned, ...timed, why: z.enum(['by-hand', 'published', 'withdrawn']) }),
  'article.schedule-failed': z.strictObject({ ...versioned, ...timed, failure: z.string() }),
  'article.embargoed': z.strictObject({ ...versioned, until: z.iso.datetime() }),
  'article.embargo-lifted': z.strictObject({ ...versioned }),
  'article.people-named': z.strictObject({ ...versioned, sensitive: z.boolean(), people: z.array(z.string()) }),
  'article.reminder-set': z.strictObject({ ...versioned, on: z.string().nullable(), note: z.string() }),
  'article.slug-changed': z.strictObject({ ...versioned, from: z.string(), to: z.string() }),
  'article.link-changed': z.strictObject({ ...versioned, revision: z.number().int(), from: z.string(), to: z.string().nullable() }),
  'article.link-checked': z.strictObject({ url: z.string(), shown: z.boolean() }),
  'article.curated': z.strictObject({
    ...versioned,
    /** 'fill': an import found the stories that entries of the list were waiting for. */
    act: z.enum(['pin', 'unpin', 'exclude', 'include', 'drop-external', 'fill']),
    /** Readers have it; false: it is in words that are not published. */
    live: z.boolean(),
    targetId: z.string().optional(),
    headline: z.string().optional(),
    url: z.string().optional(),
    /** The entries that were filled, in the words of the list. */
    filled: z.array(z.string()).optional(),
  }),
  /** `named`: of a closed story, the ids of those who could open it; what is on record of it stays theirs. */
  'article.deleted': z.strictObject({ headline: z.string(), named: z.array(z.uuid()).optional() }),
  'article.imported': z.strictObject({ ...versioned, importId: z.string().nullable() }),
  'comment.added': z.strictObject({
    comment: z.string(),
    about: z.enum(['story', 'headline', 'standfirst', 'body']),
    /** Who is named in it with @. */
    named: z.array(z.string()),
    /** What a visitor with a preview link decided. */
    verdict: z.enum(['approved', 'needs-change']).optional(),
  }),
  'comment.answered': z.strictObject({ comment: z.string(), to: z.string(), named: z.array(z.string()) }),
  'comment.resolved': z.strictObject({ comment: z.string() }),
  'comment.reopened': z.strictObject({ comment: z.string() }),
  'comment.removed': z.strictObject({ comment: z.string() }),
  'article.legal-changed': z.strictObject({ ...versioned, on: z.boolean(), reason: z.string() }),
  /** `revision`: null where the link shows always the newest version. */
  'preview.created': z.strictObject({
    link: z.string(),
    label: z.string(),
    revision: z.number().int().nullable(),
    expires: z.iso.datetime(),
  }),
  'preview.revoked': z.strictObject({ link: z.string(), label: z.string() }),
  'correction.reported': z.strictObject({ correction: z.string(), complaint: z.string() }),
  'correction.published': z.strictObject({
    ...versioned,
    correction: z.string(),
    kind: z.enum(['clarification', 'correction', 'apology', 'update']),
    place: z.enum(['top', 'foot']),
    wording: z.string(),
  }),
  'correction.closed': z.strictObject({ correction: z.string(), note: z.string() }),
  'tag.created': z.strictObject({ slug: z.string(), type: z.string() }),
  'tag.changed': z.strictObject({ ...versioned, changed: z.array(z.string()) }),
  'tag.merged': z.strictObject({ operation: z.uuid(), from: z.string(), into: z.string(), stories: z.number().int() }),
  'tag.renamed': z.strictObject({ operation: z.uuid(), from: z.string(), to: z.string(), address: z.string().nullable() }),
  'tag.retired': z.strictObject({ operation: z.uuid(), successor: z.string().nullable() }),
  'tag.split': z.strictObject({ operation: z.uuid(), to: z.string(), stories: z.number().int(), keep: z.enum(['move', 'both']) }),
  'tag.operation-undone': z.strictObject({
    operation: z.uuid(),
    kind: z.enum(['merge', 'rename', 'retire', 'split', 'bulk']),
    stories: z.number().int(),
  }),
  'tag.proposed': z.strictObject({ label: z.string() }),
  'tag.proposal-decided': z.strictObject({ label: z.string(), decision: z.enum(['made', 'declined', 'already']) }),
  /**
   * Tagging in bulk: begun or gone on with, stopped, ended; begun to be taken back, and taken back. `stories`: to be changed,
   * or changed so far.
   */
  'tag.bulk': z.strictObject({ act: z.enum(['started', 'stopped', 'ended', 'undoing', 'undone', 'settled']), stories: z.number().int() }),
  'storyline.created': z.strictObject({ ...versioned, label: z.string() }),
  'storyline.changed': z.strictObject({ ...versioned, changed: z.array(z.string()) }),
  'storyline.closed': z.strictObject({ ...versioned }),
  'storyline.reopened': z.strictObject({ ...versioned }),
  'media.added': z.strictObject({ fileName: z.string() }),
  'media.changed': z.strictObject({ ...versioned, changed: z.array(z.string()) }),
  'media.replaced': z.strictObject({ ...versioned, fileName: z.string() }),
  'media.consent-withdrawn': z.strictObject({ ...versioned, fileName: z.string() }),
  /** `named`: of a picture of a closed story, the accounts that could see it. */
  'media.deleted': z.strictObject({ fileName: z.string(), named: z.array(z.string()).optional() }),
  'article.check-left': z.strictObject({ rule: z.string(), reason: z.string() }),
  'style.rule-added': z.strictObject({ pattern: z.string() }),
  'style.rule-changed': z.strictObject({ changed: z.array(z.string()) }),
  'style.rule-switched': z.strictObject({ active: z.boolean() }),
  'style.rule-removed': z.strictObject({ restored: z.boolean() }),
  'style.target-set': z.strictObject({ readingAge: z.number().int() }),
  'fact.created': z.strictObject({ label: z.string(), value: z.string() }),
  /** `stories`: live ones that show it. */
  'fact.changed': z.strictObject({
    ...versioned,
    label: z.string(),
    changed: z.array(z.string()),
    from: z.string(),
    to: z.string(),
    stories: z.number().int(),
  }),
  'fact.deleted': z.strictObject({ label: z.string() }),
  'page.changed': z.strictObject({ ...versioned, key: z.string() }),
  'user.created': z.strictObject({ role: z.string() }),
  /** `values`: what they were and are, where that is no secret. Events of an earlier version have none. */
  'user.changed': z.strictObject({
    changed: z.array(z.string()),
    values: z.record(z.string(), z.strictObject({ from: z.string(), to: z.string() })).optional(),
  }),
  /** `by`: what was proved: pwd, passkey, oidc, mfa. */
  'user.signed-in': z.strictObject({ by: z.array(z.string()).optional() }),
  'user.signed-out': z.strictObject({}),
  'user.sign-in-refused': z.strictObject({ why: z.enum(['throttled', 'inactive', 'wrong']) }),
  'user.factor-refused': z.strictObject({ why: z.enum(['throttled', 'wrong']) }),
  'user.factor-passed': z.strictObject({ by: z.enum(['otp', 'recovery', 'passkey']) }),
  'user.factor-added': z.strictObject({ factor: z.enum(['codes', 'passkey']) }),
  'user.factor-removed': z.strictObject({ factor: z.enum(['codes', 'passkey']) }),
  'user.factors-reset': z.strictObject({ had: z.number().int() }),
  'user.sessions-ended': z.strictObject({ ended: z.number().int() }),
  'user.invited': z.strictObject({ email: z.string(), role: z.string(), again: z.boolean() }),
  'user.invitation-revoked': z.strictObject({ email: z.string() }),
  'user.joined': z.strictObject({ role: z.string(), invitedBy: z.string() }),
  'user.password-asked': z.strictObject({}),
  'user.linked': z.strictObject({ issuer: z.string() }),
  'related.recounted': z.strictObject({ tags: z.number().int(), stories: z.number().int() }),
  'related.pair-reported': z.strictObject({ target: z.number().int() }),
  'related.report-closed': z.strictObject({
    target: z.number().int(),
    decision: z.enum(['kept', 'excluded']),
    readers: z.number().int(),
    newsroom: z.number().int(),
  }),
  'related.mended': z.strictObject({ stories: z.number().int() }),
  'related.rebuilt': z.strictObject({ stories: z.number().int(), changed: z.number().int() }),
  'related.test-started': z.strictObject({
    test: z.number().int(),
    name: z.string(),
    share: z.number().int(),
    days: z.number().int(),
    changed: z.array(z.string()),
  }),
  'related.test-ended': z.strictObject({ test: z.number().int(), name: z.string(), for: z.enum(['days', 'worse', 'by-hand', 'taken']) }),
  'related.settings-changed': z.strictObject({ ...versioned, changed: z.array(z.string()) }),
  'newsroom.settings-changed': z.strictObject({ ...versioned, changed: z.array(z.string()) }),
  'data.seeded': z.strictObject({ what: z.string(), count: z.number().int() }),
} as const

export type EventKind = keyof typeof eventPayloads
export type EventPayload<K extends EventKind> = z.infer<(typeof eventPayloads)[K]>
