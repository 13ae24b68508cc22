/** What the history says of each kind of event. Pure. */
import type { EventKind, EventPayload } from './events'

type Sentences = { readonly [K in EventKind]: (detail: EventPayload<K>) => string }

const listed = (changed: readonly string[] | undefined): string => changed?.join(', ') || 'nothing'
const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** A kind without a sentence does not compile. */
const SENTENCES: Sentences = {
  'article.created': () => 'started this story',
  'article.saved': ({ revision }) => `saved version ${revision}`,
  'article.published': ({ revision }) => `published version ${revision}`,
  'article.republished': ({ revision, kind, note }) =>
    kind === 'told' ? `published version ${revision} and told readers: ${note}` : `published version ${revision} as a minor change`,
  'article.withdrawn': ({ reason }) => `withdrew it: ${reason}`,
  'article.made-live-again': ({ revision }) => `made it live again with version ${revision}`,
  'article.slug-changed': ({ from, to }) => `changed its address from ${from} to ${to}`,
  'article.link-changed': ({ from, to }) =>
    to === null ? `took the link to ${from} away` : `changed the link to ${from}, which now leads to ${to}`,
  'article.link-checked': ({ url, shown }) =>
    shown ? `shows the link to ${url} again, which answers` : `left out the link to ${url}, which no longer answers`,
  'article.curated': curated,
  'article.deleted': ({ headline }) => `deleted the draft “${headline}”`,
  'article.imported': () => 'imported it',
  'tag.created': ({ slug }) => `created the tag ${slug}`,
  'tag.changed': ({ changed }) => `changed ${listed(changed)}`,
  'storyline.created': ({ label }) => `started the storyline “${label}”`,
  'storyline.changed': ({ changed }) => `changed ${listed(changed)} of the storyline`,
  'storyline.closed': () => 'concluded the storyline',
  'storyline.reopened': () => 'opened the storyline again',
  'page.changed': ({ key }) => `changed the page ${key}`,
  'user.created': ({ role }) => `created the account as ${role}`,
  'user.changed': ({ changed }) => `changed ${listed(changed)} of the account`,
  'user.signed-in': () => 'signed in',
  'user.signed-out': () => 'signed out',
  'user.sign-in-refused': () => 'was refused at sign-in',
  'related.recounted': ({ tags }) => `counted the related points of ${tags} tags again`,
  'related.pair-reported': ({ target }) => `said that story ${target} is not related to it`,
  'related.report-closed': closed,
  'related.mended': ({ stories }) => `mended the postings of ${counted(stories, 'story', 'stories')}`,
  'related.rebuilt': ({ stories, changed }) => `built the postings of ${stories} stories again, and ${changed} of them changed`,
  'related.settings-changed': ({ version, changed }) => `changed the engine’s settings to version ${version}: ${listed(changed)}`,
  'data.seeded': ({ what, count }) => `loaded ${count} ${what}`,
}

/**
 * The event as a sentence fragment after the actor's name: "published version 3". `detail` is as recordEvent stored it;
 * a kind of another version is its own sentence.
 */
export function eventSentence(kind: string, detail: Record<string, unknown>): string {
  const sentence = Object.hasOwn(SENTENCES, kind) ? (SENTENCES[kind as EventKind] as (stored: unknown) => string) : null
  'comment.added': commented,
  'comment.answered': ({ named }) => `answered a comment${toWhom(named)}`,
  'comment.resolved': () => 'resolved a comment',
  'comment.reopened': () => 'opened a resolved comment again',
  'comment.removed': () => 'took a comment back',
  return sentence ? sentence(detail) : kind
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
