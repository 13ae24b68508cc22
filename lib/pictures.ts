/**
 * From a file somebody uploaded to the files we serve: fixed widths, upright, without any metadata. The work is done by
 * lib/picture-process.mjs, one picture at a time. What was uploaded is not kept.
 */
import { execFile } from 'node:child_process'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { done, type Outcome, refused } from './errors'
import { log } from './log'
import { PICTURE_HEAD_BYTES, pictureTypeOf } from './picture-type'
import { NoRoom, turns } from './turns'

/** Bytes of an uploaded file. */
export const PICTURE_MAX_BYTES = 15 * 1024 * 1024

/** A picture nobody can finish opening is given up: the process is killed. */
const PATIENCE_MS = 60_000
const WAITING_MAX = 20
const inTurn = turns(1, WAITING_MAX)

const made = z.strictObject({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  widths: z.array(z.number().int().positive()).min(1),
  bytes: z.number().int().positive(),
})
const answer = z.union([made, z.strictObject({ refusal: z.string() })])

/** `width` and `height` of the largest file; `widths` smallest first; `bytes` of all files together. */
export type MadePicture = z.infer<typeof made>

/** The files of a picture, as they are named in its folder. */
export const pictureFileNames = (widths: readonly number[]): string[] => widths.flatMap((width) => [`${width}.webp`, `${width}.jpg`])

/** Writes the files of the picture at `file` into `folder`. Refused, with a sentence, when it is not one we take. */
export async function makePicture(file: string, folder: string): Promise<Outcome<MadePicture>> {
  const sniffed = pictureTypeOf(await headOf(file))
  if ('refusal' in sniffed) return refusedFile(sniffed.refusal)
  try {
    const result = answer.parse(JSON.parse(await inTurn(() => runProcess([sniffed.type, file, folder]))))
    return 'refusal' in result ? refusedFile(result.refusal) : done(result)
  } catch (error) {
    if (error instanceof NoRoom) return refusedFile('Many pictures are being uploaded just now. Try again in a minute')
    log.warn('a picture could not be made', { error: error instanceof Error ? error.message : String(error) })
    return refusedFile('The picture could not be opened. Save it again as JPEG and upload that')
  }
}

const refusedFile = (message: string) => refused({ field: 'file', message })

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(PICTURE_HEAD_BYTES), 0, PICTURE_HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Without our environment: it holds the addresses of databases and secrets. */
function runProcess(args: string[]): Promise<string> {
  const script = join(/* turbopackIgnore: true */ process.cwd(), 'lib/picture-process.mjs')
  const env = { NODE_ENV: 'production', ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) }
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--max-old-space-size=256', script, ...args],
      { env: env as unknown as NodeJS.ProcessEnv, timeout: PATIENCE_MS, killSignal: 'SIGKILL', maxBuffer: 64 * 1024, windowsHide: true },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    )
  })
}
