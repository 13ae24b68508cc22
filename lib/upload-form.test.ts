import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readUpload } from './upload-form'

const folder = mkdtempSync(join(tmpdir(), 'throughline-upload-form-'))
const target = (name: string): string => join(folder, name)
const ADDRESS = 'http://newsroom.example/admin/media/upload'
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function formWith(bytes: Uint8Array<ArrayBuffer>, name = 'town hall – ‘front’.jpg'): FormData {
  const form = new FormData()
  form.append('version', '3')
  form.append('file', new File([bytes], name, { type: 'image/jpeg' }))
  return form
}

const sent = (body: FormData): Request => new Request(ADDRESS, { method: 'POST', body })

describe('A file that is sent', () => {
  it('stands on the disk byte for byte, with its name and the rest of the form', async () => {
    const bytes = new Uint8Array(300_000).map((_, at) => at % 251)
    const read = await readUpload(sent(formWith(bytes)), target('whole'), 1_000_000)
    expect(read).toMatchObject({ file: target('whole'), fileName: 'town hall – ‘front’.jpg' })
    expect(typeof read === 'object' && read.fields.version).toBe('3')
    expect(readFileSync(target('whole')).equals(Buffer.from(bytes))).toBe(true)
    expect(statSync(target('whole')).mode & 0o077).toBe(0)
  })

  it('of the largest size is taken, and of one byte more it is not, however it is announced', async () => {
    expect(await readUpload(sent(formWith(new Uint8Array(1_000))), target('largest'), 1_001)).toMatchObject({ file: target('largest') })
    expect(await readUpload(sent(formWith(new Uint8Array(1_002))), target('larger'), 1_001)).toBe('too-large')
    expect(statSync(target('larger')).size).toBeLessThanOrEqual(1_001)
  })

  it('under another name is none', async () => {
    const form = new FormData()
    form.append('picture', new File([new Uint8Array(10)], 'a.jpg'))
    expect(await readUpload(sent(form), target('other'), 100)).toBe('no-file')
    expect(existsSync(target('other'))).toBe(false)
  })

  it('that breaks off is not taken for a whole one', async () => {
    const whole = sent(formWith(new Uint8Array(5_000)))
    const type = whole.headers.get('content-type') ?? ''
    const half = Buffer.from(await whole.arrayBuffer()).subarray(0, 3_000)
    const request = new Request(ADDRESS, { method: 'POST', body: half, headers: { 'content-type': type } })
    expect(await readUpload(request, target('half'), 10_000)).toBe('unreadable')
  })
})
