import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { boardNames } from './record-bodies'
import type { CheckedRecord, RecordedArea, RecordedBoard } from './record-question'

type ReadRecord = { areas: RecordedArea[]; boards: RecordedBoard[]; records: CheckedRecord[] }

/** The areas, their health boards and every inspection on record: what a story is held against. Some hundreds of rows. */
export async function readRecord(actor: Actor): Promise<ReadRecord> {
  permit(actor, 'tag.read')
  const [areas, boards, records] = await Promise.all([
    db.area.findMany({ select: { slug: true, name: true, councilType: true, region: true, officialName: true, aliases: true } }),
    db.$queryRaw<{ label: string; aliases: string[]; areas: string[] }[]>(Prisma.sql`
      select b.label, coalesce((select array_agg(x.alias order by x.alias) from tag_alias x where x.tag_id = b.id), '{}') as aliases,
        array_agg(substr(a.slug, 6) order by a.slug) as areas
      from tag_companion c join tag b on b.id = c.offered_id join tag a on a.id = c.tag_id
      where c.kind = 'board' and a.slug like 'area-%' group by b.id order by b.label`),
    db.inspection.findMany({
      select: {
        id: true,
        areaSlug: true,
        kind: true,
        onsiteStart: true,
        onsiteEnd: true,
        reportPublished: true,
        outcome: true,
        outcomeShort: true,
        whatFollows: true,
        boards: true,
        sourceUrl: true,
      },
    }),
  ])
  return { areas, boards: boards.map((one) => ({ names: boardNames(one), areas: one.areas })), records }
}
