import 'server-only'
import type { Tx } from '@/lib/db'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import type { Feature, NewsroomSettings, SecondReader } from './schema'

/** How this newsroom works, for anybody who may enter it. */
export async function getNewsroomSettings(actor: Actor): Promise<NewsroomSettings> {
  permit(actor, 'newsroom.enter')
  return readNewsroomSettings(db)
}

/** The same inside a command's transaction. */
export async function readNewsroomSettings(client: Tx): Promise<NewsroomSettings> {
  const row = await client.newsroomSettings.findUniqueOrThrow({ where: { id: 1 } })
  return { version: row.version, secondReader: row.secondReader as SecondReader, features: row.features as Feature[] }
}
