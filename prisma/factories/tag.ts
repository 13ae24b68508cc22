import { randomUUID } from 'node:crypto'
import { db } from '../../lib/db'
import { slugify } from '../../lib/slug'
import type { TagType } from '../../modules/tags/tag-types'

export type GivenTag = {
  label?: string
  slug?: string
  type?: TagType
  aliases?: string[]
  description?: string
  doNotRelate?: boolean
  aspect?: boolean
  broaderId?: number | null
}
export type MadeTag = { id: number; slug: string; label: string; type: TagType }

/** Puts a tag into the vocabulary; a theme of its own unless told otherwise. */
export async function makeTag(given: GivenTag = {}): Promise<MadeTag> {
  const type = given.type ?? 'theme'
  const label = given.label ?? `Theme ${randomUUID().slice(0, 8)}`
  const slug = given.slug ?? (type === 'area' || type === 'region' ? `${type}-${slugify(label)}` : slugify(label))
  const { aliases = [], description = '', doNotRelate = false, aspect = false, broaderId = null } = given
  const { id } = await db.tag.create({
    data: { slug, label, type, description, doNotRelate, aspect, broaderId, aliases: { create: aliases.map((alias) => ({ alias })) } },
    select: { id: true },
  })
  return { id, slug, label, type }
}
