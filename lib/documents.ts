/** A Word document somebody uploaded, as HTML. The work is done by lib/document-process.mjs, one document at a time. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { done, type Outcome, refused } from './errors'
import { log } from './log'
import { NoRoom, turns } from './turns'

/** Bytes of an uploaded document: one with a few photographs fits. */
export const DOCUMENT_MAX_BYTES = 15 * 1024 * 1024

/** A document nobody can finish reading is given up: the process is killed. */
const PATIENCE_MS = 30_000
const WAITING_MAX = 20
/** HTML of a document; a story holds less. */
const HTML_MAX_BYTES = 4 * 1024 * 1024
const inTurn = turns(1, WAITING_MAX)

const read = z.strictObject({ html: z.string(), notes: z.array(z.string()) })
const answer = z.union([read, z.strictObject({ refusal: z.string() })])

/** `html` is what the document's author wrote: to be cleaned before it is shown. `notes`: what of it is not there, in sentences. */
export type ReadDocument = z.infer<typeof read>

/** Reads the document at `file`. Refused, with a sentence, when it is not one we take. */
export async function readDocument(file: string): Promise<Outcome<ReadDocument>> {
  try {
    const result = answer.parse(JSON.parse(await inTurn(() => runProcess(file))))
    return 'refusal' in result ? refusedFile(result.refusal) : done(result)
  } catch (error) {
    if (error instanceof NoRoom) return refusedFile('Many documents are being read just now. Try again in a minute')
    log.warn('a document could not be read', { error: error instanceof Error ? error.message : String(error) })
    return refusedFile('The document could not be read. Copy its text, and paste that')
  }
}

const refusedFile = (message: string) => refused({ field: 'file', message })

/** Without our environment: it holds the addresses of databases and secrets. */
function runProcess(file: string): Promise<string> {
  const script = join(/* turbopackIgnore: true */ process.cwd(), 'lib/document-process.mjs')
  const env = { NODE_ENV: 'production', ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) }
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--max-old-space-size=384', script, file],
      {
        env: env as unknown as NodeJS.ProcessEnv,
        timeout: PATIENCE_MS,
        killSignal: 'SIGKILL',
        maxBuffer: HTML_MAX_BYTES,
        windowsHide: true,
      },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    )
  })
}
