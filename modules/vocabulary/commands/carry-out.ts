import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { Conflict, NotFound } from '@/lib/errors'
import { pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { renewOpenStories } from '@/modules/articles/commands/renew-open-stories'
import {
  lockStories,
  planReplacement,
  type ReplacementChange,
  replaceTags,
  type TagReplacement,
} from '@/modules/articles/commands/replace-tags'
import { loadNames } from '@/modules/tags/commands/create-tag'
import { whileNobodyTags } from '@/modules/tags/commands/hold-tags'
import { lockVocabulary, publishVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { rederiveStories } from '@/modules/tags/commands/rederive-stories'
import { settlePoints } from '@/modules/tags/commands/settle-points'
import { tagPath } from '@/modules/tags/paths'
import { resolveSlugs } from '@/modules/tags/queries/resolve-slugs'
import type { MergedTag } from '../merging'
import type { Effect, OperationKind } from '../views'
import { diffVocabulary, type Kept, type Refused, tagsOfDiff, type VocabularyDiff } from '../vocabulary-diff'
import { beginOperation, fileReplacements, storiesIn } from './operation'
import { readVocabularyState } from './vocabulary-state'

/** As long as two tags with some ten thousand stories take. */
export const OPERATION_LIMITS = { maxWait: 10_000, timeout: 120_000 }
/** Revisions changed in one statement. */
const AT_ONCE = 2_000

export type Change = {
  kind: Exclude<OperationKind, 'bulk'>
  asked: Prisma.InputJsonObject
  /** Writes names, addresses and places; nothing of stories. */
  write: (tx: Tx) => Promise<Refused | null>
  /** What becomes of stories; null where they keep their tags. */
  stories: { change: ReplacementChange; articleIds: readonly string[] | null; raiseVersion: boolean } | null
}

export type CarriedOut = { operation: string; changes: TagReplacement[]; effect: Pick<Effect, 'live' | 'notLive'>; pages: string[] }

/**
 * One change of the vocabulary with all its stories, filed so that it can be undone. The caller holds the vocabulary lock and
 * expires `pages` last. `trial`: it will be taken back, and nobody who saves a story waits for it.
 */
export async function carryOut(tx: Tx, actor: Actor, change: Change, { trial }: { trial: boolean }, now: Date): Promise<CarriedOut> {
  const before = await readVocabularyState(tx)
  const refused = await change.write(tx)
  const operation = await beginOperation(tx, actor, { kind: change.kind, asked: change.asked }, now)
  if (change.stories && !trial) await holdStories(tx, actor, change.stories, now)
  const changes = change.stories ? await planReplacement(tx, change.stories.change, change.stories.articleIds) : []
  await fileReplacements(tx, operation, changes, now)
  const { effect, pages } = await changeStories(tx, changes, { trial, raiseVersion: change.stories?.raiseVersion ?? false })
  const diff = diffVocabulary(before, await readVocabularyState(tx))
  const more = await republish(tx, diff)
  const done = storiesIn(changes)
  // Once more: a tag that a live story carries for the first time has got its points meanwhile.
  const kept: Kept = { diff: diffVocabulary(before, await readVocabularyState(tx)), refused }
  await tx.tagOperation.update({
    where: { id: operation },
    data: { state: 'done', before: kept, total: done, done, endedAt: now },
    select: { id: true },
  })
  return { operation, changes, effect, pages: [...pages, ...more] }
}

/** Nobody saves tags of these stories until this is over. Rows first: a save has its story's before it looks at tags. */
async function holdStories(tx: Tx, actor: Actor, { articleIds, raiseVersion }: NonNullable<Change['stories']>, now: Date): Promise<void> {
  if (raiseVersion && articleIds) {
    await lockStories(tx, articleIds)
    await renewOpenStories(tx, actor, articleIds, now)
  }
  await whileNobodyTags(tx)
}

/** Replaces tags some thousand revisions at a time. Answers the pages to expire, and how many stories are live. */
export async function changeStories(
  tx: Tx,
  changes: readonly TagReplacement[],
  options: { trial: boolean; raiseVersion: boolean },
): Promise<{ pages: string[]; effect: Pick<Effect, 'live' | 'notLive'> }> {
  const pages: string[] = []
  for (let at = 0; at < changes.length; at += AT_ONCE) pages.push(...(await replaceTags(tx, changes.slice(at, at + AT_ONCE), options)))
  const ids = [...new Set(changes.map((one) => one.articleId))]
  const live = await tx.article.count({ where: { id: { in: ids }, state: 'live' } })
  return { pages, effect: { live, notLive: ids.length - live } }
}

/**
 * What readers see of tags whose names, addresses or places changed, with the stories that inherit other ones now. Raises the
 * versions of these tags: whoever has one open is told. Answers the pages to expire.
 */
export async function republish(tx: Tx, diff: VocabularyDiff): Promise<string[]> {
  const ids = tagsOfDiff(diff)
  if (ids.length === 0) return []
  await tx.$executeRaw(Prisma.sql`update tag set version = version + 1, updated_at = now() where id = any (${ids}::int[])`)
  const moved = diff.fields.filter(({ field }) => field === 'broaderId')
  const above = moved.flatMap(({ was, is }) => [was, is].filter((id) => typeof id === 'number'))
  const numbers = await carriersOf(
    tx,
    moved.map(({ id }) => id),
  )
  // Before: what is broader now may have stood above no live story so far, and nothing relates by a tag without points.
  if (numbers.length > 0) await settlePoints(tx, above)
  await rederiveStories(tx, numbers)
  await publishVocabulary(tx, [...ids, ...above])
  const named = await tx.tag.findMany({ where: { id: { in: [...ids, ...above] } }, select: { slug: true } })
  const slugs = [
    ...named.map((tag) => tag.slug),
    ...[...diff.redirects.gone, ...diff.redirects.come].map(([slug]) => String(slug)),
    ...diff.fields.filter(({ field }) => field === 'slug').flatMap(({ was, is }) => [String(was), String(is)]),
  ]
  const shown = diff.fields.some(({ field }) => field === 'label' || field === 'slug')
    ? await carriersOf(
        tx,
        diff.fields.flatMap(({ id, field }) => (field === 'label' || field === 'slug' ? [id] : [])),
      )
    : []
  return [pageTag.allRelated, pageTag.vocabulary, pageTag.news, ...slugs.map(pageTag.list), ...[...numbers, ...shown].map(pageTag.shows)]
}

async function carriersOf(tx: Tx, tagIds: readonly number[]): Promise<number[]> {
  if (tagIds.length === 0) return []
  const rows = await tx.$queryRaw<{ number: number }[]>(
    Prisma.sql`select distinct article_number as number from published_article_tag where tag_id = any (${[...tagIds]}::int[]) order by 1`,
  )
  return rows.map((row) => row.number)
}

export type LoadedTag = MergedTag & { version: number; retired: boolean }

/** How every change of one tag begins: who may, nobody else meanwhile, and the tag as the form showed it. Throws as `loadTag` does, and NotAllowed. */
export async function beginChange(tx: Tx, actor: Actor, known: { id: number; version: number }): Promise<LoadedTag> {
  permit(actor, 'tag.edit')
  await lockVocabulary(tx, { says: 'a tag and all its stories' })
  return loadTag(tx, known)
}

/** The other tag that a form names, by any slug it has or had; null where there is none. */
export async function findOther(tx: Tx, slug: string): Promise<LoadedTag | null> {
  const found = (await resolveSlugs(tx, [slug])).get(slug)
  return found ? findTag(tx, found.id) : null
}

/** The tag a form names, as it is; throws NotFound for one that is not there or was merged, Conflict for a stale version. */
async function loadTag(tx: Tx, { id, version }: { id: number; version: number }): Promise<LoadedTag> {
  const tag = await findTag(tx, id)
  if (!tag) throw new NotFound('There is no such tag.')
  if (tag.version !== version) throw new Conflict(`“${tag.label}” has been changed since you opened it. Look at it again.`)
  return tag
}

/** A tag that is in use or could be; null for one that was merged into another. */
async function findTag(tx: Tx, id: number): Promise<LoadedTag | null> {
  const row = await tx.tag.findUnique({ where: { id }, select: { version: true, retiredAt: true } })
  const named = (await loadNames(tx)).find((tag) => tag.id === id)
  return row && named ? { ...named, version: row.version, retired: row.retiredAt !== null } : null
}

/** Which addresses lead to `to` once the tag at `slug` stands there: that one, and those that led to it so far. By `slug` first, then A to Z. */
export async function addressesLed(tx: Tx, { id, slug }: { id: number; slug: string }, to: string): Promise<Effect['addresses']> {
  const earlier = await tx.tagRedirect.findMany({ where: { tagId: id }, select: { oldSlug: true }, orderBy: { oldSlug: 'asc' } })
  const all = [slug, ...earlier.map(({ oldSlug }) => oldSlug)].filter((one) => one !== to)
  return all.map((one) => ({ from: tagPath(one), to: tagPath(to) }))
}
