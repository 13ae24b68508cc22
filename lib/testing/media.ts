/** For tests that make pictures: files go to a folder that is gone afterwards, never to the newsroom's own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { fileStore, keepMediaIn } from '../media-store'

/** Call it once at the top of a test file. Answers where the files are. */
export function temporaryMedia(): { folder: () => string } {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-media-'))
    keepMediaIn(fileStore(folder))
  })
  afterAll(() => {
    keepMediaIn(null)
    rmSync(folder, { recursive: true, force: true })
  })
  return { folder: () => folder }
}
