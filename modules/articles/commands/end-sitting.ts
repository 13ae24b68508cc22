import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict, NotFound } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Duty, Person, Role } from '@/modules/access/actor'
import { can } from '@/modules/access/permissions'
import { storyInputSchema } from '../schema'
import { type Mark, QUIET_MINUTES, type Sitting } from '../sitting'
import { inTransaction, loadArticle, type StoredArticle } from './change-story'
import { saveWords } from './save-draft'
import { changedParts, resolveWords, withKnownDates } from './write-revision'

/** Copies that one turn of the worker looks at. */
const AT_ONCE = 50
const DAY_MILLISECONDS = 86_400_000
/** A page that nobody left, on a machine that sleeps, may come back and write: for so long it is known to be open. */
const FORGOTTEN_DAYS = 90

/** What a sitting came to: one revision; nothing new; a text that waits for its author as a conflict; no text at all. */
export type EndedSitting = { state: 'version'; revision: number; version: number } | { state: 'same' | 'waiting' | 'none' }

/**
 * Ends a person's sitting, of one page (`tab`) or whichever it was. Its text becomes one revision by its author if the
 * story still stands where it was written; else it stays, and its author is shown both when the story is opened.
 */
export async function endSittingIn(
  tx: Tx,
  author: Person,
  article: StoredArticle,
  { tab }: { tab?: string },
  now: Date,
): Promise<EndedSitting> {
  const key = { articleId_personId: { articleId: article.id, personId: author.id } }
  const copy = await tx.workingCopy.findUnique({ where: key })
  if (!copy || (tab !== undefined && copy.tab !== tab)) return { state: 'none' }
  const read = storyInputSchema.safeParse(copy.words)
  if (!read.success) return { state: 'waiting' }
  const sitting = { tab: copy.tab, sequence: copy.sequence, over: null }
  // Raised by a transition alone, the version says nothing of other words.
  if (article.version !== copy.baseVersion && article.headRevision.number !== copy.baseRevision) {
    const words = await resolveWords(tx, author, article.id, read.data, article.headRevision)
    if (!words.ok || changedParts(article.headRevision, withKnownDates(article.headRevision, words.value)).length > 0)
      return { state: 'waiting' }
    await settleCopy(tx, author, article.id, { sitting, version: article.version, revision: article.headRevision.number })
    return { state: 'same' }
  }
  const saved = await saveWords(tx, author, article, { version: article.version, story: read.data }, now)
  if (!saved.ok) return { state: 'waiting' }
  const { version, revision, changed } = saved.value
  await settleCopy(tx, author, article.id, { sitting, version, revision })
  return changed.length > 0 ? { state: 'version', revision, version } : { state: 'same' }
}

/**
 * Removes a person's copy as far as it is in a version now, and remembers how far: what the page sent before, and arrives
 * after, counts for nothing. A later text of the page, or another page's, stays.
 */
export async function settleCopy(
  tx: Tx,
  author: { id: string },
  articleId: string,
  { sitting, version, revision }: { sitting: Sitting; version: number; revision: number },
): Promise<void> {
  const { tab, sequence, over } = sitting
  const upTo = (mark: Mark) => ({ tab: mark.tab, sequence: { lte: mark.sequence } })
  await tx.workingCopy.deleteMany({ where: { articleId, personId: author.id, OR: [upTo(sitting), ...(over ? [upTo(over)] : [])] } })
  await tx.$executeRaw(Prisma.sql`
    insert into editor_presence (tab, article_id, person_id, person_name, opened_at, seen_at, ended_at, settled, settled_version, kept_revision)
    select ${tab}, ${articleId}::uuid, u.id, u.name, now(), now(), now(), ${sequence}::int, ${version}::int, ${revision}::int
    from user_account u where u.id = ${author.id}::uuid
    on conflict (tab) do update set settled = greatest(editor_presence.settled, excluded.settled),
      settled_version = excluded.settled_version, kept_revision = excluded.kept_revision`)
}

/**
 * Ends every sitting that was quiet for ten minutes, and at once those of people whose account is closed; called by the worker of each server. Answers how many became a
 * version. Pages that were left a day ago, or not seen for a season, are forgotten.
 */
export async function endQuietSittings(now: Date): Promise<number> {
  const quiet = new Date(now.getTime() - QUIET_MINUTES * 60_000)
  const rows = await db.$queryRaw<{ article: string; person: string }[]>(Prisma.sql`
    select w.article_id::text as article, w.person_id::text as person from working_copy w join article a on a.id = w.article_id
    join revision r on r.id = a.head_revision_id join user_account u on u.id = w.person_id
    where (w.changed_at <= ${quiet}::timestamptz or not u.active) and w.changed_at > ${new Date(now.getTime() - DAY_MILLISECONDS)}::timestamptz
      and (w.base_version = a.version or w.base_revision = r.number)
    order by random() limit ${AT_ONCE}::int`)
  let ended = 0
  for (const { article, person } of rows) {
    const outcome = await endQuietly(article, person, quiet, now)
    if (outcome.state === 'version') ended += 1
  }
  const daysAgo = (days: number) => ({ lt: new Date(now.getTime() - days * DAY_MILLISECONDS) })
  const left = { endedAt: { not: null }, takenByName: null, seenAt: daysAgo(1) }
  await db.editorPresence.deleteMany({ where: { OR: [left, { seenAt: daysAgo(FORGOTTEN_DAYS) }] } })
  return ended
}

async function endQuietly(articleId: string, personId: string, quiet: Date, now: Date): Promise<EndedSitting> {
  try {
    return await inTransaction(async (tx): Promise<EndedSitting> => {
      const author = await findAuthor(tx, personId)
      if (!author) return { state: 'waiting' }
      const { active, ...person } = author
      const article = await loadArticle(tx, person, articleId)
      if (!mayEdit(person, article)) return { state: 'waiting' }
      // Somebody may have gone on typing while the story was locked.
      const still = await tx.workingCopy.count({ where: { articleId, personId, ...(active && { changedAt: { lte: quiet } }) } })
      return still > 0 ? endSittingIn(tx, person, article, {}, now) : { state: 'none' }
    })
  } catch (error) {
    if (!(error instanceof Conflict) && !(error instanceof NotFound))
      log.error('a sitting could not be ended', { articleId, error: error instanceof Error ? error.message : String(error) })
    return { state: 'waiting' }
  }
}

/** The author as they stand now, also once their account is closed: what they typed before is theirs still. */
export async function findAuthor(tx: Tx, id: string): Promise<(Person & { active: boolean }) | null> {
  const user = await tx.user.findUnique({ where: { id }, select: { id: true, name: true, role: true, duties: true, active: true } })
  if (!user) return null
  const { name, active } = user
  return { kind: 'person', id: user.id, name, role: user.role as Role, duties: user.duties as Duty[], active }
}

export const mayEdit = (author: Person, article: StoredArticle): boolean =>
  can(author, article.createdById === author.id ? 'article.edit-own' : 'article.edit-any')
