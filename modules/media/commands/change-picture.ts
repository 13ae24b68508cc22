import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, type Problem, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { closedBecause } from '@/modules/access/closed-stories'
import { can, permit } from '@/modules/access/permissions'
import { closedPictures } from '@/modules/access/queries/open-pictures'
import { recordEvent } from '@/modules/audit/commands'
import { dayOf } from '../rights'
import type { EditPictureInput, KnownPictureInput } from '../schema'
import type { UploadedFile } from './add-picture'
import { pagesShowing, publishPictures } from './publish-pictures'
import { dropFiles, storeFiles } from './store-files'

export type ChangedPicture = { id: string; version: number; changed: string[] }

type Stored = Prisma.MediaGetPayload<object>

/** Loads and locks a picture as the actor saw it. Throws NotFound, also when it is closed to them, and Conflict. */
async function loadPicture(tx: Tx, actor: Actor, { id, version }: KnownPictureInput, now: Date): Promise<Stored> {
  await tx.$queryRaw(Prisma.sql`select id::text from media where id = ${id}::uuid for update`)
  const picture = await tx.media.findUnique({ where: { id } })
  if (!picture || (await closedPictures(tx, actor, now, [id])).length > 0)
    throw new NotFound('There is no such picture. It may have been deleted.')
  if (picture.version !== version) throw new Conflict('Somebody changed this picture after you opened it. Open it again.')
  return picture
}

/** Whoever added a picture may describe it; changing what others added is an editor's. */
function permitChange(actor: Actor, picture: Stored): void {
  const own = actor.kind === 'person' && picture.createdById === actor.id && can(actor, 'media.add')
  if (!own) permit(actor, 'media.edit')
}

const dateOf = (day: string): Date | null => (day === '' ? null : new Date(`${day}T00:00:00Z`))

/** A child or family that can be recognised has said yes: who, when, and until when. */
function consentProblems(input: EditPictureInput, now: Date): Problem[] {
  if (!input.showsFamily) return []
  const problems: Problem[] = []
  if (input.consentBy === '') problems.push({ field: 'consentBy', message: 'Enter who consented' })
  if (input.consentOn === '') problems.push({ field: 'consentOn', message: 'Enter the day they consented' })
  else if (input.consentOn > londonIsoDay(now)) problems.push({ field: 'consentOn', message: 'Enter a day that is not in the future' })
  if (input.consentUntil === '') problems.push({ field: 'consentUntil', message: 'Enter the last day the consent holds' })
  else if (input.consentUntil < input.consentOn)
    problems.push({ field: 'consentUntil', message: 'Enter a day after the day they consented' })
  return problems
}

/**
 * Changes what is known of a picture. What readers may see follows at once: live stories show it, or not. A consent given
 * on a later day than it was withdrawn ends the withdrawal, and nothing else does. Throws NotFound, NotAllowed, Conflict.
 */
export async function editPicture(actor: Actor, input: EditPictureInput, now: Date): Promise<Outcome<ChangedPicture>> {
  return db.$transaction(async (tx) => {
    const picture = await loadPicture(tx, actor, input, now)
    permitChange(actor, picture)
    // That nobody can be recognised in it after all is not for whoever added it to say once a family has said no.
    if (picture.consentWithdrawn && picture.showsFamily && !input.showsFamily) permit(actor, 'media.edit')
    const problems = consentProblems(input, now)
    if (problems.length > 0) return refused(...problems)
    const { id: _, version: __, ...words } = input
    const consentOn = dateOf(words.consentOn)
    const renewed = input.showsFamily && isRenewed(picture, consentOn)
    const next = {
      ...words,
      rightsUntil: dateOf(words.rightsUntil),
      consentOn,
      consentUntil: dateOf(words.consentUntil),
      consentWithdrawn: picture.consentWithdrawn && !renewed,
      consentWithdrawnOn: renewed ? null : picture.consentWithdrawnOn,
    }
    const changed = (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter((part) => plain(next[part]) !== plain(picture[part]))
    if (changed.length === 0) return done({ id: picture.id, version: picture.version, changed: [] })
    const version = await writePicture(tx, picture, next)
    await recordEvent(
      tx,
      actor,
      'media.changed',
      { type: 'media', id: picture.id },
      { version, changed: changed.map((part) => PARTS[part]) },
    )
    await showChange(tx, picture.id, now)
    return done({ id: picture.id, version, changed })
  })
}

/** On the day itself it may be the consent that was withdrawn, with its day put right. */
const isRenewed = ({ consentWithdrawn, consentWithdrawnOn }: Stored, consentOn: Date | null): boolean =>
  consentWithdrawn && consentOn !== null && consentWithdrawnOn !== null && consentOn > consentWithdrawnOn

const PARTS = {
  fileName: 'name',
  alt: 'text for people who cannot see it',
  caption: 'caption',
  credit: 'credit',
  rightsUntil: 'rights',
  showsFamily: 'whether it shows a family',
  consentBy: 'who consented',
  consentOn: 'day of consent',
  consentUntil: 'end of consent',
  consentWithdrawn: 'withdrawal of consent',
} as const

const plain = (value: string | boolean | Date | null): string => (value instanceof Date ? dayOf(value) : String(value ?? ''))

async function writePicture(tx: Tx, picture: Stored, data: Prisma.MediaUncheckedUpdateManyInput): Promise<number> {
  const version = picture.version + 1
  await tx.media.update({ where: { id: picture.id }, data: { ...data, version }, select: { id: true } })
  return version
}

/** Readers see the change, last in the transaction. */
async function showChange(tx: Tx, id: string, now: Date): Promise<void> {
  await publishPictures(tx, [id], now)
  await expirePages(tx, await pagesShowing(tx, id))
}

/** The consent is taken back: every live story shows itself without the picture from the next request on. */
export async function withdrawConsent(actor: Actor, input: KnownPictureInput, now: Date): Promise<Outcome<ChangedPicture>> {
  return db.$transaction(async (tx) => {
    const picture = await loadPicture(tx, actor, input, now)
    permitChange(actor, picture)
    if (!picture.showsFamily)
      return refused({ field: '', message: 'This picture shows no child or family: there is no consent to withdraw' })
    const version = await writePicture(tx, picture, { consentWithdrawn: true, consentWithdrawnOn: dateOf(londonIsoDay(now)) })
    await recordEvent(tx, actor, 'media.consent-withdrawn', { type: 'media', id: picture.id }, { version, fileName: picture.fileName })
    await showChange(tx, picture.id, now)
    return done({ id: picture.id, version, changed: ['consentWithdrawn'] })
  })
}

/**
 * Gives a picture other files: every story that shows it, live or not, shows the new ones from the next request on, and
 * the old ones are gone. Its words, rights and consent stay. Refused when the file is not a picture we take.
 */
export async function replacePicture(actor: Actor, input: KnownPictureInput & UploadedFile, now: Date): Promise<Outcome<ChangedPicture>> {
  permit(actor, 'media.edit')
  const stored = await storeFiles(input.file)
  if (!stored.ok) return stored
  try {
    const { before, version } = await db.$transaction(async (tx) => {
      const picture = await loadPicture(tx, actor, input, now)
      const next = await writePicture(tx, picture, stored.value)
      await recordEvent(tx, actor, 'media.replaced', { type: 'media', id: picture.id }, { version: next, fileName: picture.fileName })
      await showChange(tx, picture.id, now)
      return { before: picture, version: next }
    })
    await dropFiles(before)
    return done({ id: input.id, version, changed: ['key'] })
  } catch (error) {
    await dropFiles(stored.value)
    throw error
  }
}

/** Deletes a picture that no version of any story shows, with its files. Throws NotFound, NotAllowed, Conflict. */
export async function deletePicture(actor: Actor, input: KnownPictureInput, now: Date): Promise<Outcome<{ id: string }>> {
  const gone = await db.$transaction(async (tx) => {
    const picture = await loadPicture(tx, actor, input, now)
    permitChange(actor, picture)
    const used = await tx.revisionPicture.count({ where: { mediaId: picture.id } })
    if (used > 0) return null
    await tx.media.delete({ where: { id: picture.id }, select: { id: true } })
    const named = await openOnlyTo(tx, picture, now)
    await recordEvent(
      tx,
      actor,
      'media.deleted',
      { type: 'media', id: picture.id },
      { fileName: picture.fileName, ...(named && { named }) },
    )
    return picture
  })
  if (!gone)
    return refused({
      field: '',
      message: 'Stories show this picture, or earlier versions of them do, so it cannot be deleted. Replace it instead',
    })
  await dropFiles(gone)
  return done({ id: gone.id })
}

/** Of a picture that was added in a closed story: who has it in their library, for the record of a picture that is gone. Null: everybody. */
async function openOnlyTo(tx: Tx, { addedToId, createdById }: Stored, now: Date): Promise<string[] | null> {
  if (addedToId === null) return null
  const facts = { sensitive: true, embargoUntil: true, people: { select: { personId: true } } } as const
  const story = await tx.article.findUnique({ where: { id: addedToId }, select: facts })
  if (story && closedBecause(story, now) === null) return null
  return [...new Set([...(createdById ? [createdById] : []), ...(story?.people ?? []).map((one) => one.personId)])]
}
