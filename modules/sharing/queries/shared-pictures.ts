import 'server-only'
import { db } from '@/lib/db'
import type { Body } from '@/modules/articles/body'
import { picturesOf, storedLead } from '@/modules/articles/pictures'
import { readShownPictures } from '@/modules/media/queries'
import type { ShownPicture } from '@/modules/media/views'
import { findOpenLink } from './find-link'

/** The pictures of a version of a story that may be shown today, their files under the link's own address. */
export async function sharedPictures(token: string, words: { body: unknown; leadPicture: unknown }, now: Date): Promise<ShownPicture[]> {
  const uses = picturesOf({ body: words.body as Body, leadPicture: storedLead(words.leadPicture) })
  const shown = await readShownPictures(
    db,
    uses.map(({ use }) => use.mediaId),
    now,
  )
  return shown.map((picture) => ({ ...picture, base: `/preview/${token}/media` }))
}

/** The picture with these files, when this link shows it at this moment; null for anything else. Not counted as an opening. */
export async function findSharedPicture({ token, key }: { token: string; key: string }, now: Date): Promise<ShownPicture | null> {
  const found = await findOpenLink(db, token, now)
  const id = found && (found.link.revisionId ?? found.article.headRevisionId)
  const words = id && (await db.revision.findUnique({ where: { id }, select: { body: true, leadPicture: true } }))
  if (!words) return null
  return (await sharedPictures(token, words, now)).find((picture) => picture.key === key) ?? null
}
