/** What arrives at the two upload addresses, handed to the command that takes it. */
import { refused } from '@/lib/errors'
import { parseInput } from '@/lib/input'
import { PICTURE_MAX_BYTES } from '@/lib/pictures'
import type { UploadRoute } from '@/modules/auth/upload-route'
import { addPicture } from './commands/add-picture'
import { type ChangedPicture, replacePicture } from './commands/change-picture'
import { knownPictureSchema, newPictureSchema } from './schema'
import type { PickedPicture } from './views'

export const newPicture: UploadRoute<PickedPicture> = {
  permission: 'media.add',
  bytesMax: PICTURE_MAX_BYTES,
  run: async (actor, { file, fileName, fields }, _params, now) => {
    const given = parseInput(newPictureSchema, { ...fields })
    return given.ok ? addPicture(actor, { file, fileName, story: given.value.story || undefined }, now) : refused(...given.problems)
  },
}

export const otherFile: UploadRoute<ChangedPicture> = {
  permission: 'media.edit',
  bytesMax: PICTURE_MAX_BYTES,
  run: async (actor, { file, fileName, fields }, params, now) => {
    const known = parseInput(knownPictureSchema, { id: params.id, version: fields.version })
    return known.ok ? replacePicture(actor, { ...known.value, file, fileName }, now) : refused(...known.problems)
  },
}
