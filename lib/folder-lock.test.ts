import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withFolderLock } from './folder-lock.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('A folder’s lock', () => {
  it('lets one in at a time and leaves nothing behind', async () => {
    let inside = 0
    let most = 0
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside)
      await sleep(10)
      inside--
    }
    await Promise.all([1, 2, 3, 4].map(() => withFolderLock(folder, 'work', work)))
    expect(most).toBe(1)
    expect(readdirSync(folder)).toEqual([])
  })

  it('of a process that is gone is taken over', async () => {
    writeFileSync(join(folder, 'work.lock'), '999999999 1\n')
    writeFileSync(join(folder, 'work.lock.999999999.abc'), '999999999 1\n')
    expect(await withFolderLock(folder, 'work', async () => 'done', 2_000)).toBe('done')
    expect(readdirSync(folder)).toEqual([])
  })

  it('of a process whose number now belongs to another one is taken over', async () => {
    writeFileSync(join(folder, 'work.lock'), `${process.pid} 1\n`)
    expect(await withFolderLock(folder, 'work', async () => 'done', 2_000)).toBe('done')
  })

  it('stays with a process its holder started, when the holder is killed', async () => {
    const child = spawn('sleep', ['30'])
    await withFolderLock(folder, 'other', async (alsoHeldBy) => {
      alsoHeldBy(child.pid)
      // As it would stand there if the holder had been killed now.
      const [, line = ''] = readFileSync(join(folder, 'other.lock'), 'utf8').split('\n')
      writeFileSync(join(folder, 'work.lock'), `999999999 1\n${line}\n`)
    })
    await expect(withFolderLock(folder, 'work', async () => undefined, 200)).rejects.toThrow(/too long/)
    child.kill('SIGKILL')
    expect(await withFolderLock(folder, 'work', async () => 'done', 5_000)).toBe('done')
  })

  it('is given back when the work fails', async () => {
    await expect(withFolderLock(folder, 'work', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withFolderLock(folder, 'work', async () => 'done', 100)).toBe('done')
  })

  it('held by a living process for too long is a sentence that names the file', async () => {
    const first = withFolderLock(folder, 'work', () => sleep(500))
    await expect(withFolderLock(folder, 'work', async () => undefined, 100)).rejects.toThrow(/work\.lock for too long/)
    await first
  })
})
