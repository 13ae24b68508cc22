import 'server-only'
import { fileURLToPath } from 'node:url'
import { db, Prisma, type Tx } from '@/lib/db'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { loadAreas } from '@/modules/areas/commands'
import { recordEvent } from '@/modules/audit/commands'
import { knownSlugs } from '../queries/resolve-slugs'
import { type CompanionRow, type Reference, readReference, type TagRow } from '../reference'
import { lockVocabulary } from './publish-vocabulary'

const FOLDER = fileURLToPath(new URL('../../../prisma/reference', import.meta.url))

export type SeededReference = { areas: number; tags: number; inspections: number; pages: number }

/** Adds the tags that are missing. Those there stay as they are: editors may have changed them. */
async function loadTags(tx: Tx, rows: readonly TagRow[], companions: readonly CompanionRow[]): Promise<number> {
  const known = await knownSlugs(tx)
  const added = rows.filter((row) => !known.has(row.slug))
  if (added.length === 0) return 0
  const made = await tx.tag.createManyAndReturn({
    data: added.map(({ slug, label, type, description, doNotRelate, aspect = false }) => ({
      slug,
      label,
      type,
      description,
      doNotRelate,
      aspect,
    })),
    select: { id: true, slug: true },
  })
  const idOf = new Map(made.map((tag) => [tag.slug, tag.id]))
  await tx.tagAlias.createMany({
    data: added.flatMap((row) => row.aliases.map((alias) => ({ tagId: idOf.get(row.slug) ?? 0, alias }))),
  })
  const pairs = added.flatMap((row) => (row.broader === null ? [] : [{ slug: row.slug, broader: row.broader }]))
  await tx.$executeRaw(Prisma.sql`
    update tag t set broader_id = b.id
    from unnest(${pairs.map((pair) => pair.slug)}::text[], ${pairs.map((pair) => pair.broader)}::text[]) as u(slug, broader) join tag b on b.slug = u.broader
    where t.slug = u.slug`)
  const offers = companions.filter((row) => idOf.has(row.tag))
  await tx.$executeRaw(Prisma.sql`
    insert into tag_companion (tag_id, offered_id, kind)
    select t.id, o.id, u.kind
    from unnest(${offers.map((row) => row.tag)}::text[], ${offers.map((row) => row.offered)}::text[], ${offers.map((row) => row.kind)}::text[]) as u(tag, offered, kind)
    join tag t on t.slug = u.tag join tag o on o.slug = u.offered on conflict do nothing`)
  return added.length
}

/**
 * The reference vocabulary: areas, tags with their other names, broader tags and companions, inspections, and first
 * words for About, Contact and Privacy. Doing it again adds what is missing and changes nothing an editor may have
 * edited. Answers what was added. (It fills the tables of the inspections and pages modules too: one file set, one
 * transaction; nothing else here knows them.)
 */
export async function seedReference(actor: Actor, now: Date, reference: Reference = readReference(FOLDER)): Promise<SeededReference> {
  permit(actor, 'import.run')
  return db.$transaction(
    async (tx) => {
      await lockVocabulary(tx)
      const areas = await loadAreas(tx, reference.areas)
      const tags = await loadTags(tx, reference.tags, reference.companions)
      const inspections = await tx.inspection.createManyAndReturn({
        data: reference.inspections,
        skipDuplicates: true,
        select: { areaSlug: true },
      })
      const pages = await tx.sitePage.createMany({
        data: reference.pages.map((page) => ({ ...page, updatedAt: now, updatedBy: actor.name })),
        skipDuplicates: true,
      })
      const added = { areas, tags, inspections: inspections.length, pages: pages.count }
      for (const [what, count] of Object.entries(added)) {
        if (count > 0)
          await recordEvent(tx, actor, 'data.seeded', { type: 'system', id: 'reference' }, { what: `reference ${what}`, count })
      }
      // An older story says that there is a newer record from the next request on.
      const records = inspections.map((row) => pageTag.records(`area-${row.areaSlug}`))
      await expirePages(tx, records.length > 0 ? [...records, pageTag.allRecords] : [])
      return added
    },
    { timeout: 60_000 },
  )
}
