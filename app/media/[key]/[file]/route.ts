import { z } from 'zod'
import { nextLondonMidnight } from '@/lib/dates'
import { fileRoute } from '@/lib/file-route'
import { MEDIA_FILE, MEDIA_KEY, mediaType } from '@/lib/media-key'
import { mediaStore } from '@/lib/media-store'
import { openPicture } from '@/modules/articles/queries/picture-uses'
import { currentActor } from '@/modules/auth/session'
import { findPublicFile } from '@/modules/media/published'

export const dynamic = 'force-dynamic'

const YEAR_SECONDS = 31_536_000
/** Caches between us and readers ask this often: a picture that is taken back is gone from them too. */
const SHARED_SECONDS = 600

/**
 * A file of a picture: for everybody while a live story shows it and its rights and consent hold; for somebody signed in who
 * may open a story with it, or has the library; for anybody else there is none.
 */
export const GET = fileRoute(
  z.strictObject({ key: z.string().regex(MEDIA_KEY), file: z.string().regex(MEDIA_FILE) }),
  async ({ params: { key, file } }) => {
    const open = await findPublicFile(key)
    const cacheControl = open ? publicFor(open.until, new Date()) : 'private, no-store'
    const widths = open ? open.widths : await staffWidths(key)
    if (!widths?.includes(Number(MEDIA_FILE.exec(file)?.[1]))) return null
    const found = await (await mediaStore()).read(key, file)
    return found && { ...found, contentType: mediaType(file), cacheControl, etag: `${key}-${file}` }
  },
)

async function staffWidths(key: string): Promise<number[] | null> {
  const actor = await currentActor()
  return actor ? (await openPicture(actor, { key }, new Date())).widths : null
}

/** Until the London midnight that ends the last day it may be shown, a year at most. */
function publicFor(until: string | null, now: Date): string {
  const left = until === null ? YEAR_SECONDS : (nextLondonMidnight(new Date(`${until}T12:00:00Z`)).getTime() - now.getTime()) / 1_000
  const seconds = Math.max(0, Math.floor(Math.min(YEAR_SECONDS, left)))
  return `public, max-age=${seconds}, s-maxage=${Math.min(seconds, SHARED_SECONDS)}, immutable`
}
