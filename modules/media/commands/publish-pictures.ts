import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { Prisma, type Tx } from '@/lib/db'
import { pageTag } from '@/lib/page-cache'
import { pictureFault, shownUntil } from '../rights'

/**
 * Brings what readers may see of these pictures in step with the library and with the live stories that show them. Call
 * it in the transaction that changed one or the other. A picture that may not be shown, or that no live story shows,
 * is not public.
 */
export async function publishPictures(tx: Tx, mediaIds: readonly string[], now: Date): Promise<void> {
  const ids = [...new Set(mediaIds)].sort()
  if (ids.length === 0) return
  // In one order, so that two publications never wait for each other's pictures.
  await tx.$queryRaw(Prisma.sql`select id::text from media where id = any (${ids}::uuid[]) order by id for no key update`)
  const pictures = await tx.media.findMany({ where: { id: { in: ids } } })
  const used = await tx.publishedPicture.findMany({ where: { mediaId: { in: ids } }, select: { mediaId: true }, distinct: ['mediaId'] })
  const shown = new Set(used.map((row) => row.mediaId))
  const today = londonIsoDay(now)
  const open = pictures.filter((picture) => shown.has(picture.id) && pictureFault(picture, today) === null)
  await tx.publishedMedia.deleteMany({ where: { id: { in: ids.filter((id) => !open.some((picture) => picture.id === id)) } } })
  for (const picture of open) {
    const { id, key, width, height, widths, credit } = picture
    const row = { key, width, height, widths, credit, until: shownUntil(picture) }
    await tx.publishedMedia.upsert({ where: { id }, create: { id, ...row }, update: row, select: { id: true } })
  }
}

/** The pages of live stories that show this picture, to be expired last in the transaction. */
export async function pagesShowing(tx: Tx, mediaId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ slug: string }[]>(Prisma.sql`
    select a.slug from published_picture p join published_article a on a.number = p.article_number where p.media_id = ${mediaId}::uuid`)
  return rows.map((row) => pageTag.address(row.slug))
}
