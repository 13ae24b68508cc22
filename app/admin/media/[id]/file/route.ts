import { z } from 'zod'
import { fileRoute } from '@/lib/file-route'
import { mediaType } from '@/lib/media-key'
import { mediaStore } from '@/lib/media-store'
import { openPicture } from '@/modules/articles/queries/picture-uses'
import { currentActor } from '@/modules/auth/session'
import { widthUpTo } from '@/modules/media/picture-files'

export const dynamic = 'force-dynamic'

/** The present files of a picture, whatever they are called: what the newsroom's own pages show. */
export const GET = fileRoute(z.strictObject({ id: z.uuid() }), async ({ params, query }) => {
  const actor = await currentActor()
  if (!actor) return null
  const { key, widths } = await openPicture(actor, params, new Date())
  const wanted = Number(query.get('width') ?? 480)
  const name = `${widthUpTo(widths, Number.isInteger(wanted) ? wanted : 480)}.webp`
  const found = await (await mediaStore()).read(key, name)
  return found && { ...found, contentType: mediaType(name), cacheControl: 'private, no-cache', etag: `${key}-${name}` }
})
