import 'server-only'
import { londonTime } from '@/lib/dates'
import { Prisma, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { readOwnCopy } from '../queries/working-copies'
import { isStoryId } from '../rules'
import type { KeepWorkingCopyInput, Mark } from '../sitting'
import { inTransaction } from './change-story'

export type Base = { version: number; revision: number }
/**
 * `kept`: false for a text that is older than what is there. `base`: what the text is written over now, which moves on when
 * the page's own text became a version. `stored`: the story now; another revision than the base's means a conflict.
 */
export type KeptCopy = { kept: boolean; base: Base; stored: Base; at: Date }

/**
 * Keeps what somebody is typing, without a version: one copy for each person and story. An older text of the same page is
 * ignored. Throws NotFound, NotAllowed, and Conflict with the other text when another page of the same person has written
 * since: that one is never overwritten.
 */
export async function keepWorkingCopy(actor: Person, input: KeepWorkingCopyInput, now: Date): Promise<Outcome<KeptCopy>> {
  return inTransaction((tx) => keepIn(tx, actor, input, now))
}

/** The same inside a transaction of the caller's. */
export async function keepIn(tx: Tx, actor: Person, input: KeepWorkingCopyInput, now: Date): Promise<Outcome<KeptCopy>> {
  const stored = await demandEditable(tx, actor, input.id, now)
  const base = await baseOfPage(tx, input, { version: input.baseVersion, revision: input.baseRevision }, stored.version)
  const kept = await writeCopy(tx, actor, { ...input, baseVersion: base.version, baseRevision: base.revision }, now)
  if (!kept && (await isAnotherPages(tx, actor, input))) await refuse(tx, actor, input)
  if (kept) await notePresent(tx, actor, input, now)
  return done({ kept, base, stored, at: now })
}

/**
 * Where the story stands for this page: if its own text, or that of the page it goes on from, made the version that is
 * stored now, it goes on from that.
 */
export async function baseOfPage(tx: Tx, { tab, over }: { tab: string; over: Mark | null }, base: Base, version: number): Promise<Base> {
  if (base.version === version) return base
  const page = await tx.editorPresence.findFirst({
    where: { tab: { in: over ? [tab, over.tab] : [tab] }, settledVersion: version, keptRevision: { not: null } },
    select: { keptRevision: true },
  })
  return page?.keptRevision ? { version, revision: page.keptRevision } : base
}

/** Waits for whoever is changing the story (their lock is stronger), and not for other texts that are kept. */
async function demandEditable(tx: Tx, actor: Person, id: string, now: Date): Promise<Base> {
  const missing = new NotFound('There is no such story. It may have been deleted.')
  if (!isStoryId(id)) throw missing
  await tx.$queryRaw(Prisma.sql`select id::text from article where id = ${id}::uuid for key share`)
  const article = await tx.article.findUnique({
    where: { id },
    select: {
      id: true,
      version: true,
      sensitive: true,
      embargoUntil: true,
      createdById: true,
      headRevision: { select: { number: true } },
    },
  })
  if (!article?.headRevision || !(await mayOpenStory(tx, actor, article, now))) throw missing
  permitEdit(actor, article)
  return { version: article.version, revision: article.headRevision.number }
}

/** False when what is there is newer, is another page's, or when this text has become a version already. */
async function writeCopy(tx: Tx, actor: Person, input: KeepWorkingCopyInput, now: Date): Promise<boolean> {
  const { id, tab, sequence, baseVersion, baseRevision, over, story } = input
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`
    insert into working_copy as w (article_id, person_id, person_name, tab, sequence, base_version, base_revision, words, started_at, changed_at)
    select ${id}::uuid, ${actor.id}::uuid, ${actor.name}, ${tab}, ${sequence}::int, ${baseVersion}::int, ${baseRevision}::int,
      ${JSON.stringify(story)}::jsonb, ${now}::timestamptz, ${now}::timestamptz
    where not exists (select from editor_presence p where p.tab = ${tab} and p.article_id = ${id}::uuid and p.settled >= ${sequence}::int)
    on conflict (article_id, person_id) do update
    set tab = excluded.tab, sequence = excluded.sequence, person_name = excluded.person_name, words = excluded.words,
      base_version = excluded.base_version, base_revision = excluded.base_revision, changed_at = excluded.changed_at
    where (w.tab = excluded.tab and w.sequence < excluded.sequence)
      or (w.tab <> excluded.tab and w.tab = ${over?.tab ?? ''} and w.sequence <= ${over?.sequence ?? 0}::int)
    returning 1 as kept`)
  return rows.length > 0
}

async function isAnotherPages(tx: Tx, actor: Person, { id, tab }: KeepWorkingCopyInput): Promise<boolean> {
  return (await tx.workingCopy.count({ where: { articleId: id, personId: actor.id, tab: { not: tab } } })) > 0
}

async function refuse(tx: Tx, actor: Person, { id }: KeepWorkingCopyInput): Promise<never> {
  const copy = await readOwnCopy(tx, actor, id)
  const when = copy ? ` at ${londonTime(copy.changedAt)}` : ''
  throw new Conflict(
    `You changed this story${when} in another tab or on another device. Nothing was overwritten: compare the two.`,
    copy?.story,
  )
}

/** A page that keeps its text is there, and has changed something. */
async function notePresent(tx: Tx, actor: Person, { id, tab }: KeepWorkingCopyInput, now: Date): Promise<void> {
  await tx.editorPresence.updateMany({ where: { tab, articleId: id, personId: actor.id }, data: { seenAt: now, changedAt: now } })
}
