import 'server-only'
import type { Tx } from '@/lib/db'

/** An area as the reference files give it. */
export type AreaRow = {
  slug: string
  name: string
  officialName: string
  onsCode: string
  councilType: string
  regionSlug: string
  region: string
  aliases: string[]
  boards: string[]
  forum: string | null
  hexQ: number | null
  hexR: number | null
}

/** Makes the areas what `rows` say: areas are reference data that nobody edits here, so newer files win. Answers how many were new. */
export async function loadAreas(tx: Tx, rows: readonly AreaRow[]): Promise<number> {
  const known = new Set((await tx.area.findMany({ select: { slug: true } })).map((area) => area.slug))
  await tx.area.deleteMany({})
  await tx.area.createMany({ data: [...rows] })
  return rows.filter((row) => !known.has(row.slug)).length
}
