import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { Conflict, NotFound } from '@/lib/errors'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'

/** A storyline as a command works on it, with its tag. The defaults, and version 0, where nothing was ever said of it. */
export type StoredStoryline = {
  tagId: number
  slug: string
  label: string
  summary: string
  byHand: boolean
  open: boolean
  sequence: string[]
  version: number
}

/** Takes the vocabulary lock, which publishing holds too, and reads the storyline. Throws NotFound for any other tag. */
export async function loadStoryline(tx: Tx, tagId: number): Promise<StoredStoryline> {
  await lockVocabulary(tx)
  const tag = await tx.tag.findUnique({ where: { id: tagId }, select: { slug: true, label: true, type: true } })
  if (tag?.type !== 'storyline') throw new NotFound('There is no such storyline.')
  const row = await tx.storyline.findUnique({
    where: { tagId },
    select: { summary: true, byHand: true, open: true, sequence: true, version: true },
  })
  const said = row ?? { summary: '', byHand: false, open: true, sequence: [], version: 0 }
  return { tagId, slug: tag.slug, label: tag.label, ...said }
}

/** Throws Conflict, with what is stored now, unless the storyline is as it was when the actor read it. */
export function demandStorylineVersion(storyline: StoredStoryline, version: number): void {
  if (storyline.version === version) return
  throw new Conflict(`“${storyline.label}” has been changed since you opened it. Nothing was overwritten: open it again.`, storyline)
}

/** Writes what is said of the storyline and raises its version. Answers the new one. */
export async function writeStoryline(
  tx: Tx,
  actor: Actor,
  { tagId, version: before }: StoredStoryline,
  data: Partial<Pick<StoredStoryline, 'summary' | 'byHand' | 'open' | 'sequence'>>,
  now: Date,
): Promise<number> {
  const version = before + 1
  const row = { ...data, version, updatedAt: now, updatedBy: actor.name }
  await tx.storyline.upsert({ where: { tagId }, create: { tagId, ...row }, update: row, select: { tagId: true } })
  return version
}

/**
 * Brings what readers see of the storyline in step, and ends the pages that show it: its own page, its feeds, and the
 * stories of the line. Call it last.
 */
export async function republishStoryline(tx: Tx, { tagId, slug }: StoredStoryline): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select publish_storylines(${[tagId]}::int[])::text`)
  await expirePages(tx, [pageTag.list(slug)])
}
