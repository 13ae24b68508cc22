import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { closedPictures } from '@/modules/access/queries/open-pictures'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { findFiles, hasLibrary, readShownPictures } from '@/modules/media/queries'
import type { ShownPicture } from '@/modules/media/views'
import type { State } from '@/modules/workflow/states'
import { picturesOf } from '../pictures'
import type { EditableStory } from '../views'

/** A story that shows a picture: in its newest words, in what readers have, or only in earlier versions. */
export type PictureStory = { id: string; headline: string; state: State; newest: boolean; live: boolean }

const USES_MAX = 200

/** The stories this person may open that show a picture, those of readers first. At most 200. */
export async function whereUsed(actor: Actor, mediaId: string, now: Date): Promise<PictureStory[]> {
  permit(actor, 'article.read')
  return db.$queryRaw<PictureStory[]>(Prisma.sql`
    select a.id::text as id, a.headline, a.state, bool_or(r.id = a.head_revision_id) as newest,
      bool_or(a.live_revision_id is not null and r.id = a.live_revision_id) as live
    from revision_picture p join revision r on r.id = p.revision_id join article a on a.id = r.article_id
    where p.media_id = ${mediaId}::uuid and ${openStoriesSql(actor, now)}
    group by a.id, a.headline, a.state, a.updated_at order by live desc, newest desc, a.updated_at desc limit ${USES_MAX}`)
}

/**
 * The files of a picture for somebody signed in: who has it in their library, or may open a story that shows it. Throws
 * NotFound to anybody else, as if there were none.
 */
export async function openPicture(
  actor: Actor,
  by: { id: string } | { key: string },
  now: Date,
): Promise<{ id: string; key: string; widths: number[] }> {
  const missing = new NotFound('There is no such picture.')
  const files = await findFiles(db, by)
  if (!files) throw missing
  if (hasLibrary(actor) && (await closedPictures(db, actor, now, [files.id])).length === 0) return files
  if (!can(actor, 'article.read')) throw missing
  const [shown] = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    select a.id::text as id from revision_picture p join revision r on r.id = p.revision_id join article a on a.id = r.article_id
    where p.media_id = ${files.id}::uuid and ${openStoriesSql(actor, now)} limit 1`)
  if (!shown) throw missing
  return files
}

/** The file names of the pictures in these texts, by id; those that are closed to this person have none. */
export async function pictureNames(
  client: Tx,
  actor: Actor,
  texts: readonly Pick<EditableStory, 'body' | 'leadPicture'>[],
): Promise<Map<string, string>> {
  const ids = texts.flatMap((text) => picturesOf(text).map(({ use }) => use.mediaId))
  if (ids.length === 0) return new Map()
  const closed = await closedPictures(client, actor, undefined, ids)
  const open = ids.filter((id) => !closed.includes(id))
  const media = await client.media.findMany({ where: { id: { in: open } }, select: { id: true, fileName: true } })
  return new Map(media.map(({ id, fileName }) => [id, fileName]))
}

/** The pictures of a story this person has opened, as readers would get them today. */
export async function readPicturesOf(actor: Actor, story: Pick<EditableStory, 'body' | 'leadPicture'>, now: Date): Promise<ShownPicture[]> {
  permit(actor, 'article.read')
  return readShownPictures(
    db,
    picturesOf(story).map(({ use }) => use.mediaId),
    now,
  )
}
