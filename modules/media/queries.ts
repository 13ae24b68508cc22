import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, type Prisma, type Tx } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import { literally } from '@/lib/text'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { closedPictures } from '@/modules/access/queries/open-pictures'
import { dayOf, EXPIRING_DAYS, pictureFault, shownUntil } from './rights'
import type { PictureFilter } from './schema'
import type { LibraryPicture, PicturePage, ShownPicture } from './views'

export type { LibraryPicture, PicturePage, ShownPicture } from './views'

const PICTURES_PER_PAGE = 24
const DAY_MS = 86_400_000

type Row = Prisma.MediaGetPayload<{ include: { _count: { select: { uses: true } } } }>

/** Whether this person has a library: who may add pictures, or change them. */
export const hasLibrary = (actor: Actor): boolean => can(actor, 'media.add') || can(actor, 'media.edit')

function permitLibrary(actor: Actor): void {
  if (!hasLibrary(actor)) permit(actor, 'media.add')
}

/** The library as far as it is open to this person, newest first, one page of it. `q` is looked for in name, text, caption and credit. */
export async function listPictures(
  actor: Actor,
  { q = '', show = 'all', page = 1 }: { q?: string; show?: PictureFilter; page?: number },
  now: Date,
): Promise<PicturePage> {
  permitLibrary(actor)
  const where: Prisma.MediaWhereInput = { AND: [searched(q), shownBy(show, now)], id: { notIn: await closedPictures(db, actor, now) } }
  const [total, rows] = await Promise.all([
    db.media.count({ where }),
    db.media.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * PICTURES_PER_PAGE,
      take: PICTURES_PER_PAGE,
      include: { _count: { select: { uses: true } } },
    }),
  ])
  return { items: rows.map((row) => pictureOf(row, now)), total, page, pages: Math.max(1, Math.ceil(total / PICTURES_PER_PAGE)) }
}

function searched(q: string): Prisma.MediaWhereInput {
  if (q === '') return {}
  const contains = { contains: literally(q), mode: 'insensitive' } as const
  return { OR: [{ fileName: contains }, { alt: contains }, { caption: contains }, { credit: contains }] }
}

/** The last day that still is "soon", as the database has days. */
const soon = (now: Date): Date => new Date(Date.parse(`${londonIsoDay(now)}T00:00:00Z`) + EXPIRING_DAYS * DAY_MS)

function shownBy(show: PictureFilter, now: Date): Prisma.MediaWhereInput {
  if (show === 'no-text') return { alt: '' }
  if (show === 'unused') return { uses: { none: {} } }
  if (show === 'expiring') return ending(now)
  return {}
}

/** Pictures that may not be shown any more, or soon may not. */
function ending(now: Date): Prisma.MediaWhereInput {
  const end = { lte: soon(now) }
  return {
    OR: [{ rightsUntil: end }, { showsFamily: true, OR: [{ consentUntil: end }, { consentUntil: null }, { consentWithdrawn: true }] }],
  }
}

/** Pictures in live stories that may not be shown any more, or from a day within the next fourteen: those of the person's library. */
export async function countExpiringPictures(actor: Actor, now: Date): Promise<number> {
  if (!hasLibrary(actor)) return 0
  const live = await db.publishedPicture.findMany({ select: { mediaId: true }, distinct: ['mediaId'] })
  const closed = await closedPictures(db, actor, now)
  const ids = live.map((row) => row.mediaId).filter((id) => !closed.includes(id))
  return db.media.count({ where: { AND: [ending(now), { id: { in: ids } }] } })
}

/** Whether any picture was ever added: until then the newsroom is not told of pictures. */
export async function hasPictures(actor: Actor): Promise<boolean> {
  permit(actor, 'newsroom.enter')
  return (await db.media.findFirst({ select: { id: true } })) !== null
}

/** One picture of the library. Throws NotFound, also when it is closed to this person. */
export async function getPicture(actor: Actor, id: string, now: Date): Promise<LibraryPicture> {
  permitLibrary(actor)
  const row = isPictureId(id) ? await db.media.findUnique({ where: { id }, include: { _count: { select: { uses: true } } } }) : null
  const open = row !== null && (await closedPictures(db, actor, now, [row.id])).length === 0
  if (!open) throw new NotFound('There is no such picture. It may have been deleted.')
  return pictureOf(row, now)
}

const isPictureId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
const dayText = (date: Date | null): string => (date ? dayOf(date) : '')

function pictureOf({ _count, key: _, widths: __, ...row }: Row, now: Date): LibraryPicture {
  const until = shownUntil(row)
  return {
    ...row,
    rightsUntil: dayText(row.rightsUntil),
    consentOn: dayText(row.consentOn),
    consentUntil: dayText(row.consentUntil),
    consentWithdrawnOn: dayText(row.consentWithdrawnOn),
    fault: pictureFault(row, londonIsoDay(now)) ?? '',
    endsSoon: until && until <= soon(now) ? dayOf(until) : '',
    uses: _count.uses,
  }
}

/** The files of a picture, by its id or their key, for whoever has been allowed to see it; null when there is none. */
export async function findFiles(
  client: Tx,
  by: { id: string } | { key: string },
): Promise<{ id: string; key: string; widths: number[] } | null> {
  if ('id' in by && !isPictureId(by.id)) return null
  return client.media.findUnique({ where: by, select: { id: true, key: true, widths: true } })
}

/** These pictures as readers would see them, as far as they may be shown today. */
export async function readShownPictures(client: Tx, ids: readonly string[], now: Date): Promise<ShownPicture[]> {
  if (ids.length === 0) return []
  const rows = await client.media.findMany({ where: { id: { in: ids.filter(isPictureId) } } })
  return rows
    .filter((row) => pictureFault(row, londonIsoDay(now)) === null)
    .map(({ id, key, width, height, widths, credit }) => ({ id, key, width, height, widths, credit }))
}
