import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { makeUser } from '@/prisma/factories/user'
import { storyLines } from './uploads'

const NOW = new Date('2026-11-22T08:00:00Z')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-lines-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(emptyDatabase)

const line = (headline: string, more: object = {}): string => JSON.stringify({ headline, standfirst: 'S', body: ['Words.'], ...more })

async function send(lines: string[], fields: Record<string, string>) {
  const file = join(folder, 'upload')
  await writeFile(file, lines.join('\n'))
  const { actor } = await makeUser({ role: 'editor' })
  return storyLines.run(actor, { file, fileName: 'stories.jsonl', fields }, {}, NOW)
}
const states = async () => (await db.article.findMany({ orderBy: { number: 'asc' } })).map(({ state }) => state)

it('a dry run of a file says what storing would come to, and stores nothing', async () => {
  const answer = await send([line('One'), '', line('Two', { colour: 'red' })], { dryRun: 'yes', publish: 'no' })
  expect(answer).toMatchObject({ ok: true, value: { stories: [{ slug: 'one', state: 'draft' }], refused: [{ line: 3, field: 'colour' }] } })
  expect(await states()).toEqual([])
})

it('the same file is stored, and published where that is asked for', async () => {
  expect(await send([line('One')], { dryRun: 'no', publish: 'no' })).toMatchObject({ ok: true, value: { stories: [{ state: 'draft' }] } })
  expect(await send([line('Two')], { dryRun: 'no', publish: 'yes' })).toMatchObject({ ok: true, value: { stories: [{ state: 'live' }] } })
  expect(await states()).toEqual(['draft', 'live'])
})

it('a file of too many stories, or a form that does not say how, is refused whole', async () => {
  const many = Array.from({ length: 501 }, (_, at) => line(`Story ${at}`))
  expect(await send(many, { dryRun: 'no', publish: 'no' })).toMatchObject({ ok: false, problems: [{ field: 'file' }] })
  expect(await send([line('One')], { publish: 'no' })).toMatchObject({ ok: false })
  expect(await states()).toEqual([])
})
