import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import type { CheckedRecord, RecordedArea } from './record-check'

/** The areas and every inspection on record: what a story is held against. Some hundreds of rows. */
export async function readRecord(actor: Actor): Promise<{ areas: RecordedArea[]; records: CheckedRecord[] }> {
  permit(actor, 'tag.read')
  const [areas, records] = await Promise.all([
    db.area.findMany({ select: { slug: true, name: true, councilType: true, region: true } }),
    db.inspection.findMany({
      select: {
        id: true,
        areaSlug: true,
        kind: true,
        onsiteStart: true,
        onsiteEnd: true,
        reportPublished: true,
        outcome: true,
        whatFollows: true,
        boards: true,
        sourceUrl: true,
      },
    }),
  ])
  return { areas, records }
}
