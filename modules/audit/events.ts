/**
 * Every kind of event, its payload, and its sentence in the history. Payloads hold ids, versions and editors'
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
    act: z.enum(['pin', 'unpin', 'exclude', 'include', 'drop-external']),
    /** Readers have it; false: it is in words that are not published. */
    live: z.boolean(),
    targetId: z.string().optional(),
    headline: z.string().optional(),
    url: z.string().optional(),
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

/** The event as a sentence fragment after the actor's name: "published version 3". */
export function eventSentence(kind: string, detail: Record<string, unknown>): string {
  switch (kind as EventKind) {
    case 'article.created':
      return 'started this story'
    case 'article.saved':
      return `saved version ${detail.revision}`
    case 'article.published':
      return `published version ${detail.revision}`
    case 'article.republished':
      return detail.kind === 'told'
        ? `published version ${detail.revision} and told readers: ${detail.note}`
        : `published version ${detail.revision} as a minor change`
    case 'article.withdrawn':
      return `withdrew it: ${detail.reason}`
    case 'article.made-live-again':
      return `made it live again with version ${detail.revision}`
    case 'article.slug-changed':
      return `changed its address from ${detail.from} to ${detail.to}`
    case 'article.link-changed':
      return detail.to === null
        ? `took the link to ${detail.from} away`
        : `changed the link to ${detail.from}, which now leads to ${detail.to}`
    case 'article.link-checked':
      return detail.shown
        ? `shows the link to ${detail.url} again, which answers`
        : `left out the link to ${detail.url}, which no longer answers`
    case 'article.curated':
      return `${curated(detail)} its related list`
    case 'article.deleted':
      return `deleted the draft “${detail.headline}”`
    case 'article.imported':
      return 'imported it'
    case 'tag.created':
      return `created the tag ${detail.slug}`
    case 'tag.changed':
      return `changed ${(detail.changed as string[] | undefined)?.join(', ') || 'nothing'}`
    case 'storyline.created':
      return `started the storyline “${detail.label}”`
    case 'storyline.changed':
      return `changed ${(detail.changed as string[] | undefined)?.join(', ') || 'nothing'} of the storyline`
    case 'storyline.closed':
      return 'concluded the storyline'
    case 'storyline.reopened':
      return 'opened the storyline again'
    case 'page.changed':
      return `changed the page ${detail.key}`
    case 'user.created':
      return `created the account as ${detail.role}`
    case 'user.changed':
      return `changed ${(detail.changed as string[] | undefined)?.join(', ') || 'nothing'} of the account`
    case 'user.signed-in':
      return 'signed in'
    case 'user.signed-out':
      return 'signed out'
    case 'user.sign-in-refused':
      return 'was refused at sign-in'
    case 'related.recounted':
      return `counted the related points of ${detail.tags} tags again`
    case 'related.pair-reported':
      return `said that story ${detail.target} is not related to it`
    case 'related.report-closed':
      return closedSentence(detail)
    case 'related.mended':
      return `mended the postings of ${detail.stories} ${detail.stories === 1 ? 'story' : 'stories'}`
    case 'related.rebuilt':
      return `built the postings of ${detail.stories} stories again, and ${detail.changed} of them changed`
    case 'related.settings-changed':
      return `changed the engine’s settings to version ${detail.version}: ${(detail.changed as string[] | undefined)?.join(', ')}`
    case 'data.seeded':
      return `loaded ${detail.count} ${detail.what}`
    default:
      return kind
  }
}

/** "kept story 12 in its list, which 3 readers and 1 colleague had called not related". */
function closedSentence({ target, decision, readers, newsroom }: Record<string, unknown>): string {
  const some = (count: unknown, one: string, many: string): string[] => (count ? [`${count} ${count === 1 ? one : many}`] : [])
  const who = [...some(readers, 'reader', 'readers'), ...some(newsroom, 'colleague', 'colleagues')].join(' and ') || 'somebody'
  return decision === 'kept'
    ? `kept story ${target} in its list, which ${who} had called not related`
    : `left story ${target} out of its list, as ${who} had asked`
}

/** "pinned “A headline” in", before "its related list". */
function curated({ act, headline, url }: Record<string, unknown>): string {
  const what = typeof headline === 'string' && headline !== '' ? `“${headline}”` : typeof url === 'string' ? url : 'a story'
  const words: Record<string, string> = {
    pin: `pinned ${what} in`,
    unpin: `unpinned ${what} in`,
    exclude: `left ${what} out of`,
    include: `let ${what} back into`,
    'drop-external': `took the link to ${what} out of`,
  }
  return words[String(act)] ?? 'changed'
}
