import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { type Actor, systemActor } from '../../modules/access/actor'
import { addPicture } from '../../modules/media/commands/add-picture'
import { editPicture } from '../../modules/media/commands/change-picture'
import type { EditPictureInput, PictureUse } from '../../modules/media/schema'
import type { PickedPicture } from '../../modules/media/views'

const factory = systemActor('Factory', 'made by a test or a seed')

type Drawn = { width?: number; height?: number; colour?: string; type?: 'jpeg' | 'png' | 'webp' | 'avif' }

/** A picture of one colour, as the bytes of a file. */
export const drawPicture = ({ width = 1200, height = 800, colour = '#336699', type = 'jpeg' }: Drawn = {}): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    [type]()
    .toBuffer()

/** Runs `work` with these bytes as a file, as an upload stands on the disk. */
export async function withFile<T>(bytes: Buffer, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-drawn-'))
  try {
    const file = join(folder, 'upload')
    await writeFile(file, bytes)
    return await work(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type GivenPicture = Drawn & Partial<Omit<EditPictureInput, 'id' | 'version'>> & { actor?: Actor; now?: Date }

/** A picture of the library, with what is known of it. */
export async function makePicture(given: GivenPicture = {}): Promise<PickedPicture & { version: number }> {
  const { width, height, colour, type, actor = factory, now = new Date(), ...facts } = given
  const drawn = await drawPicture({ ...(width && { width }), ...(height && { height }), ...(colour && { colour }), ...(type && { type }) })
  const added = await withFile(drawn, (file) => addPicture(actor, { file, fileName: facts.fileName ?? 'town-hall.jpg' }, now))
  if (!added.ok) throw new Error(added.problems.map(({ message }) => message).join(' '))
  const { id, fileName } = added.value
  const none = { alt: '', caption: '', credit: '', rightsUntil: '', showsFamily: false, consentBy: '', consentOn: '', consentUntil: '' }
  const edited = await editPicture(factory, { ...none, fileName, ...facts, id, version: 1 }, now)
  if (!edited.ok) throw new Error(edited.problems.map(({ message }) => message).join(' '))
  return { ...added.value, ...none, ...facts, fileName, fault: '', version: edited.value.version }
}

/** A use of a picture in a story. */
export const pictureUse = (picture: { id: string }, given: Partial<PictureUse> = {}): PictureUse => ({
  mediaId: picture.id,
  alt: 'The front of a town hall',
  decorative: false,
  caption: '',
  ...given,
})
