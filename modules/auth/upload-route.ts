/**
 * A POST route of one file from somebody signed in. Where it comes from and who sends it is asked before a byte is read;
 * the file goes straight to the disk, never into memory, and is cut off at its largest size.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '@/lib/errors'
import { log } from '@/lib/log'
import { NoRoom, turns } from '@/lib/turns'
import { readUpload, type Upload } from '@/lib/upload-form'
import type { Person } from '@/modules/access/actor'
import { can, deeds, type Permission } from '@/modules/access/permissions'
import { translated } from './form-action'
import type { ActionResult } from './form-state'
import { currentActor, refuseStranger } from './session'

/** What a form around the file weighs: boundaries and a field or two. */
const ROOM_FOR_FORM_BYTES = 64 * 1024
const RECEIVING_MAX = 4
const WAITING_MAX = 20
const receiving = turns(RECEIVING_MAX, WAITING_MAX)

export type UploadRoute<T> = {
  /** Without it nothing is read. */
  permission: Permission
  bytesMax: number
  /** What to do about one that is too large. */
  advice?: string
  run: (actor: Person, upload: Upload, params: Record<string, string>, now: Date) => Promise<Outcome<T>>
}

type Context = { params: Promise<Record<string, string | string[] | undefined>> }

const answer = (result: ActionResult<unknown>, status = 200): Response =>
  Response.json(result, { status, headers: { 'cache-control': 'private, no-store' } })

const refusedFile = (message: string, status: 400 | 413 | 415 | 503): Response =>
  answer({ ok: false, kind: 'problems', problems: [{ field: 'file', message }] }, status)

export function uploadRoute<T>(route: UploadRoute<T>) {
  const megabytes = Math.round(route.bytesMax / 1024 / 1024)
  const tooLarge = () => refusedFile(`The file is larger than ${megabytes} MB. ${route.advice ?? 'Make the picture smaller'}`, 413)
  return async (request: Request, context: Context): Promise<Response> => {
    const stranger = await refuseStranger(request)
    if (stranger) return stranger
    const actor = await currentActor()
    if (!actor || !can(actor, route.permission))
      return answer({ ok: false, kind: 'not-allowed', message: `You may not ${deeds[route.permission]}. Ask an editor or an admin.` }, 403)
    if (!/^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '') || !request.body)
      return refusedFile('Choose a file', 415)
    if (Number(request.headers.get('content-length') ?? 0) > route.bytesMax + ROOM_FOR_FORM_BYTES) return tooLarge()
    try {
      return await receiving(() => receive(request, context, actor, { ...route, tooLarge }))
    } catch (error) {
      if (error instanceof NoRoom) return refusedFile('Many files are being uploaded just now. Try again in a minute', 503)
      throw error
    }
  }
}

async function receive<T>(
  request: Request,
  context: Context,
  actor: Person,
  route: UploadRoute<T> & { tooLarge: () => Response },
): Promise<Response> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-upload-'))
  try {
    const read = await readUpload(request, join(folder, 'upload'), route.bytesMax)
    if (read === 'too-large') return route.tooLarge()
    if (read === 'unreadable') return refusedFile('The file did not arrive whole. Send it again', 400)
    if (read === 'no-file') return refusedFile('Choose a file', 400)
    const params = Object.fromEntries(Object.entries((await context.params) ?? {}).map(([name, value]) => [name, String(value)]))
    const result = await translated(() => route.run(actor, read, params, new Date()))
    return answer(result)
  } catch (error) {
    log.error('an upload failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    return answer({ ok: false, kind: 'not-found', message: 'Something went wrong, and the file was not kept. Try again.' }, 500)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
