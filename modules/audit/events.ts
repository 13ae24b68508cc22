/**
 * Every kind of event and its payload; event-sentences.ts has its sentence in the history. Payloads hold ids, versions and editors'
 * own words (a reason, a note); never passwords, tokens or bodies.
 */
import { z } from 'zod'

const versioned = { version: z.number().int() }

export const eventPayloads = {
  'article.created': z.strictObject({ ...versioned, headline: z.string() }),
  'article.saved': z.strictObject({ ...versioned, revision: z.number().int(), changed: z.array(z.string()) }),
  'article.published': z.strictObject({ ...versioned, revision: z.number().int(), slug: z.string() }),
  'article.republished': z.strictObject({
    ...versioned,
    revision: z.number().int(),
    kind: z.enum(['minor', 'told']),
    note: z.string().nullable(),
  }),
  'article.withdrawn': z.strictObject({ ...versioned, reason: z.string() }),
  'article.made-live-again': z.strictObject({ ...versioned, revision: z.number().int() }),
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
  'article.deleted': z.strictObject({ headline: z.string() }),
  'article.imported': z.strictObject({ ...versioned, importId: z.string().nullable() }),
  'tag.created': z.strictObject({ slug: z.string(), type: z.string() }),
  'tag.changed': z.strictObject({ ...versioned, changed: z.array(z.string()) }),
  'storyline.created': z.strictObject({ ...versioned, label: z.string() }),
  'storyline.changed': z.strictObject({ ...versioned, changed: z.array(z.string()) }),
  'storyline.closed': z.strictObject({ ...versioned }),
  'storyline.reopened': z.strictObject({ ...versioned }),
  'page.changed': z.strictObject({ ...versioned, key: z.string() }),
  'user.created': z.strictObject({ role: z.string() }),
  'user.changed': z.strictObject({ changed: z.array(z.string()) }),
  'user.signed-in': z.strictObject({}),
  'user.signed-out': z.strictObject({}),
  'user.sign-in-refused': z.strictObject({ why: z.enum(['throttled', 'inactive', 'wrong']) }),
  'related.recounted': z.strictObject({ tags: z.number().int(), stories: z.number().int() }),
  'related.pair-reported': z.strictObject({ target: z.number().int() }),
  'related.report-closed': z.strictObject({
    target: z.number().int(),
    decision: z.enum(['kept', 'excluded']),
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
    readers: z.number().int(),
    newsroom: z.number().int(),
  }),
  'related.mended': z.strictObject({ stories: z.number().int() }),
  'related.rebuilt': z.strictObject({ stories: z.number().int(), changed: z.number().int() }),
  'related.settings-changed': z.strictObject({ ...versioned, changed: z.array(z.string()) }),
  'data.seeded': z.strictObject({ what: z.string(), count: z.number().int() }),
} as const

export type EventKind = keyof typeof eventPayloads
export type EventPayload<K extends EventKind> = z.infer<(typeof eventPayloads)[K]>
