import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { findPublishedStory } from '@/modules/articles/published'
import { makeUser } from '@/prisma/factories/user'
import { run as exportRun } from './export'
import { run as importRun } from './import'
import { run as publishRun } from './publish'

let folder = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-verbs-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await emptyDatabase()
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const inFolder = (name: string) => join(folder, name)
const words = { body: ['One paragraph.'], standfirst: 'In short.' }
const put = (...lines: object[]) => writeFileSync(inFolder('in.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))

describe('cms import', () => {
  it('publishes the good lines, reports the bad one, and then has not worked as a whole', async () => {
    put(
      { id: 'a', headline: 'First', ...words, related_headlines: ['Second', 'Third'] },
      { headline: 'Bad' },
      { id: 'b', headline: 'Second', ...words },
    )
    expect(await importRun([inFolder('in.jsonl'), '--publish'])).toEqual({
      failed: true,
      output: {
        stories: [
          { id: 'a', slug: 'first', state: 'live' },
          { id: 'b', slug: 'second', state: 'live' },
        ],
        pins: [{ from: 'first', headline: 'Second', to: 'second' }],
        missed: [{ from: 'first', headline: 'Third' }],
        refused: [{ line: 2, field: 'body', message: expect.any(String) }],
      },
    })
  })

  it('has worked when only a related headline found no story', async () => {
    put({ headline: 'First', ...words, related_headlines: ['Third'] })
    expect(await importRun([inFolder('in.jsonl')])).toMatchObject({ failed: false })
  })

  it('says what it needs', async () => {
    await expect(importRun([])).rejects.toThrow('Name one file')
    await expect(importRun([inFolder('none.jsonl')])).rejects.toThrow('There is no file')
    await expect(importRun([inFolder('in.jsonl'), '--pubish'])).rejects.toThrow('Usage: cms import')
  })
})

describe('cms export', () => {
  it('writes one file per story, and all of them for cms import', async () => {
    put({ id: 'a', headline: 'First', ...words }, { id: 'b', headline: 'Second', ...words })
    await importRun([inFolder('in.jsonl')])
    await exportRun(['--format', 'markdown', inFolder('out')])
    expect(readdirSync(inFolder('out')).sort()).toEqual(['first.md', 'second.md', 'stories.jsonl'])
    expect(readFileSync(inFolder('out/first.md'), 'utf8')).toMatch(/^---\nid: "a"\nheadline: "First"\n[\s\S]+\n---\n\nOne paragraph\.\n$/)
    await emptyDatabase()
    expect(await importRun([inFolder('out/stories.jsonl')])).toMatchObject({
      failed: false,
      output: { stories: [{ id: 'a' }, { id: 'b' }] },
    })
    await expect(exportRun(['--format', 'pdf', inFolder('out')])).rejects.toThrow('There is no format pdf')
  })
})

describe('cms publish', () => {
  it('publishes a draft, then its changes, and says what it cannot', async () => {
    put({ headline: 'First', ...words })
    await importRun([inFolder('in.jsonl')])
    expect(await publishRun(['first'])).toMatchObject({ output: { state: 'live', path: '/news/first' } })
    expect(await publishRun(['first', '--tell', 'A number was corrected.'])).toMatchObject({ output: { slug: 'first' } })
    expect(await findPublishedStory('first')).toMatchObject({ story: { readersToldNote: 'A number was corrected.' } })
    expect(await publishRun(['first', '--tell', 'x'.repeat(201)])).toMatchObject({
      failed: true,
      output: { problems: [{ field: 'note' }] },
    })
    await expect(publishRun(['nothing'])).rejects.toThrow('There is no story nothing')
  })

  it('asks for a second reader where the newsroom requires one, and takes a reason for what cannot wait', async () => {
    await makeUser({ name: 'Cleo' })
    await db.newsroomSettings.update({ where: { id: 1 }, data: { secondReader: 'required' } })
    put({ headline: 'First', ...words })
    expect(await importRun([inFolder('in.jsonl'), '--publish'])).toMatchObject({
      failed: true,
      output: {
        stories: [{ slug: 'first', state: 'draft' }],
        refused: [{ line: 1, message: expect.stringContaining('Cleo can approve it') }],
      },
    })
    expect(await publishRun(['first'])).toMatchObject({ failed: true, output: { problems: [{ field: 'urgent' }] } })
    expect(await publishRun(['first', '--urgent', 'The result is out.'])).toMatchObject({ output: { state: 'live' } })
    expect(await db.article.findFirst()).toMatchObject({ urgentReason: 'The result is out.', publishedByName: 'Command line' })
  })
})
