import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { done, NotFound, type Outcome } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import { permit, permitEdit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { isStoryId } from '../rules'
import { isWriting, type NotePresenceInput, type Presence } from '../sitting'
import { inTransaction } from './change-story'

const page = {
  tab: true,
  personId: true,
  personName: true,
  openedAt: true,
  seenAt: true,
  changedAt: true,
  settled: true,
  settledVersion: true,
  keptRevision: true,
  endedAt: true,
  takenByName: true,
  takenById: true,
  takenAt: true,
} as const satisfies Prisma.EditorPresenceSelect
export type Page = Prisma.EditorPresenceGetPayload<{ select: typeof page }>

/**
 * A page says that it is there, every few seconds, and is told who else is. The first to come may write; another page of
 * the same person takes over from their earlier one at once, somebody else's waits to be asked. Throws NotFound, NotAllowed.
 */
export async function notePresence(actor: Person, input: NotePresenceInput, now: Date): Promise<Outcome<Presence>> {
  permit(actor, 'article.read')
  return inTransaction(async (tx) => {
    const stored = await readStored(tx, actor, input.id, now)
    if (!input.writes) return done(presenceOf(await listPages(tx, input.id), actor, { ...input, pen: 'theirs' }, stored, now))
    permitEdit(actor, stored)
    const pen = await keepPen(tx, actor, input, now)
    const presence = presenceOf(await listPages(tx, input.id), actor, { ...input, pen }, stored, now)
    if (!presence.taken?.revision || !(await waits(tx, actor, input))) return done(presence)
    return done({ ...presence, taken: { ...presence.taken, revision: null } })
  })
}

/** Whether a later text of this page has become no version yet. */
const waits = async (tx: Tx, actor: Person, { id, tab }: NotePresenceInput): Promise<boolean> =>
  (await tx.workingCopy.count({ where: { articleId: id, personId: actor.id, tab } })) > 0

/** Whether this page may write. One that could until now still may, unless it was gone and somebody else came. */
async function keepPen(tx: Tx, actor: Person, { id, tab, replaces }: NotePresenceInput, now: Date): Promise<Presence['pen']> {
  const own = (await listPages(tx, id)).find((one) => one.tab === tab)
  // A page that was only left may be shown again.
  if (own?.endedAt && own.takenByName) return 'ended'
  if (own && isWriting(own, now)) {
    await tx.editorPresence.updateMany({ where: { tab, personId: actor.id }, data: { seenAt: now } })
    return 'yours'
  }
  // One at a time: two that come together must not both be first.
  await tx.$queryRaw(Prisma.sql`select id::text from article where id = ${id}::uuid for update`)
  if (replaces) await endPages(tx, actor, [replaces], null, now)
  const others = (await listPages(tx, id)).filter((one) => one.tab !== tab && isWriting(one, now))
  const theirs = others.find((one) => one.personId !== actor.id)
  if (theirs) {
    if (own) await endPages(tx, actor, [tab], theirs.personName, now)
    return own ? 'ended' : 'theirs'
  }
  await endPages(
    tx,
    actor,
    others.map((one) => one.tab),
    actor.name,
    now,
  )
  await takePen(tx, actor, { id, tab }, now)
  return 'yours'
}

/** Pages of this person end; `by`: who has taken over. */
async function endPages(tx: Tx, actor: Person, tabs: string[], by: string | null, now: Date): Promise<void> {
  if (tabs.length === 0) return
  await tx.editorPresence.updateMany({
    where: { tab: { in: tabs }, personId: actor.id, endedAt: null },
    data: { endedAt: now, ...(by !== null && { takenByName: by, takenAt: now }) },
  })
}

/** This page writes from now on. The caller has locked the story. */
export async function takePen(tx: Tx, actor: Person, { id, tab }: { id: string; tab: string }, now: Date): Promise<void> {
  const there = { seenAt: now, endedAt: null, takenByName: null, takenById: null, takenAt: null }
  const mine = await tx.editorPresence.updateMany({ where: { tab, articleId: id, personId: actor.id }, data: there })
  if (mine.count > 0) return
  await tx.editorPresence.createMany({
    data: [{ tab, articleId: id, personId: actor.id, personName: actor.name, openedAt: now, ...there }],
    skipDuplicates: true,
  })
}

export const listPages = (tx: Tx, articleId: string): Promise<Page[]> =>
  tx.editorPresence.findMany({ where: { articleId }, orderBy: { openedAt: 'asc' }, select: page })

type Stored = Presence['stored'] & { createdById: string | null }

async function readStored(tx: Tx, actor: Person, id: string, now: Date): Promise<Stored> {
  const row = isStoryId(id)
    ? await tx.article.findUnique({
        where: { id },
        select: {
          id: true,
          version: true,
          updatedAt: true,
          sensitive: true,
          embargoUntil: true,
          createdById: true,
          headRevision: { select: { number: true, createdByName: true } },
        },
      })
    : null
  if (!row?.headRevision || !(await mayOpenStory(tx, actor, row, now)))
    throw new NotFound('There is no such story. It may have been deleted.')
  const { version, updatedAt, createdById, headRevision } = row
  return { version, revision: headRevision.number, byName: headRevision.createdByName, at: updatedAt, createdById }
}

type Asked = { tab: string; pen: Presence['pen'] }

function presenceOf(pages: Page[], actor: Person, { tab, pen }: Asked, { createdById: _, ...stored }: Stored, now: Date): Presence {
  const own = pages.find((one) => one.tab === tab && one.personId === actor.id)
  const others = pages.filter((one) => one.tab !== tab && isWriting(one, now))
  const { takenByName, takenAt, endedAt } = own ?? {}
  const revision = own?.keptRevision ?? null
  return {
    pen,
    others: others.map(({ personName, personId, openedAt, changedAt }) => ({
      name: personName,
      own: personId === actor.id,
      openedAt,
      changedAt,
    })),
    askedBy: takenByName && !endedAt ? takenByName : null,
    taken: takenByName && takenAt && endedAt ? { byName: takenByName, at: takenAt, revision } : null,
    settled: own?.settledVersion != null && revision !== null ? { sequence: own.settled, version: own.settledVersion, revision } : null,
    stored,
  }
}
