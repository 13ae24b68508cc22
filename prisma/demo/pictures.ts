/** Puts the charts of the demo newsroom into its library, through the product's own commands. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { db } from '../../lib/db'
import type { Actor } from '../../modules/access/actor'
import { addPicture } from '../../modules/media/commands/add-picture'
import { editPicture } from '../../modules/media/commands/change-picture'
import type { PictureUse } from '../../modules/media/schema'
import { type Chart, demoCharts } from './charts'

export const CHART_CREDIT = 'Throughline'

/** The picture at the head of this story; null where it has none. One that an interrupted seed has left is used. */
export async function demoPicture(actor: Actor, slug: string, now: Date): Promise<PictureUse | null> {
  const chart = demoCharts().find((one) => one.slug === slug)
  if (!chart) return null
  const { fileName, alt, caption } = chart
  const there = await db.media.findFirst({ where: { fileName, credit: CHART_CREDIT }, select: { id: true } })
  const mediaId = there?.id ?? (await keep(actor, chart, now))
  return { mediaId, alt, decorative: false, caption }
}

async function keep(actor: Actor, { fileName, svg, alt, caption }: Chart, now: Date): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-chart-'))
  try {
    const file = join(folder, fileName)
    await writeFile(file, await sharp(Buffer.from(svg)).png().toBuffer())
    const added = await addPicture(actor, { file, fileName }, now)
    const facts = { rightsUntil: '', showsFamily: false, consentBy: '', consentOn: '', consentUntil: '' }
    const known = added.ok ? { id: added.value.id, version: 1, fileName, alt, caption, credit: CHART_CREDIT } : null
    const edited = known ? await editPicture(actor, { ...known, ...facts }, now) : added
    if (known && edited.ok) return known.id
    throw new Error(
      `The demo’s picture ${fileName} was refused: ${edited.ok ? '' : edited.problems.map(({ message }) => message).join(' ')}`,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
