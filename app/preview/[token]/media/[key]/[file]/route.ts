import { z } from 'zod'
import { fileRoute } from '@/lib/file-route'
import { MEDIA_FILE, MEDIA_KEY, mediaType } from '@/lib/media-key'
import { mediaStore } from '@/lib/media-store'
import { findSharedPicture } from '@/modules/sharing/queries/shared-pictures'

export const dynamic = 'force-dynamic'

/** A picture of a story that somebody without an account sees by a link, for as long as the link opens it. */
export const GET = fileRoute(
  z.strictObject({ token: z.string().max(200), key: z.string().regex(MEDIA_KEY), file: z.string().regex(MEDIA_FILE) }),
  async ({ params: { token, key, file } }) => {
    const picture = await findSharedPicture({ token, key }, new Date())
    if (!picture?.widths.includes(Number(MEDIA_FILE.exec(file)?.[1]))) return null
    const found = await (await mediaStore()).read(key, file)
    return found && { ...found, contentType: mediaType(file), cacheControl: 'private, no-store', etag: `${key}-${file}` }
  },
)
