import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { storyInput } from '@/prisma/factories/article'
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

type Sender = Awaited<ReturnType<typeof makeUser>>

async function send(lines: string[], fields: Record<string, string>, sender?: Sender) {
  const file = join(folder, randomUUID())
  await writeFile(file, lines.join('\n'))
  const { actor } = sender ?? (await makeUser({ role: 'editor' }))
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

describe('A press whose answer was lost, pressed again,', () => {
  const key = '7d9f0f53-9a57-4f9c-9d05-0c3f2b6a1e11'
  const fields = { dryRun: 'no', publish: 'no', key }
  const file = [line('One'), line('Two'), line('One')]
  const stored = async () => (await db.article.findMany({ orderBy: { number: 'asc' } })).map(({ slug, state }) => `${slug} ${state}`)

  it('stores nothing twice and answers the same stories, also to a look before it', async () => {
    const sender = await makeUser({ role: 'editor' })
    const first = await send(file, fields, sender)
    expect(await stored()).toEqual(['one draft', 'two draft', 'one-2 draft'])
    const stories = first.ok ? first.value.stories.map((one) => ({ ...one, before: true })) : []
    for (const dryRun of ['no', 'yes'])
      expect(await send(file, { ...fields, dryRun }, sender)).toMatchObject({ ok: true, value: { stories } })
    expect(await db.article.count()).toBe(3)
  })

  it('stores once what two presses bring at one moment', async () => {
    const sender = await makeUser({ role: 'editor' })
    const answers = await Promise.all([send([line('One')], fields, sender), send([line('One')], fields, sender)])
    expect(await stored()).toEqual(['one draft'])
    expect(answers).toMatchObject([
      { ok: true, value: { stories: [{ slug: 'one' }], refused: [] } },
      { ok: true, value: { stories: [{ slug: 'one' }] } },
    ])
  })

  it('publishes what was stored and not published, and never what somebody has changed or withdrawn since', async () => {
    const sender = await makeUser({ role: 'editor' })
    await send([line('One'), line('Two'), line('Three')], fields, sender)
    const [, two, three] = await db.article.findMany({ orderBy: { number: 'asc' } })
    await saveDraft(sender.actor, { id: two?.id ?? '', version: 1, ...storyInput({ headline: 'Two, changed' }) }, NOW)
    await db.article.update({ where: { id: three?.id }, data: { state: 'withdrawn' } })
    const again = await send([line('One'), line('Two'), line('Three')], { ...fields, publish: 'yes' }, sender)
    expect(again).toMatchObject({ ok: true, value: { refused: [] } })
    expect(await stored()).toEqual(['one live', 'two-changed draft', 'three withdrawn'])
  })

  it('brings in a line that was mended, and nothing else', async () => {
    const sender = await makeUser({ role: 'editor' })
    await send([line('One'), line('Two', { colour: 'red' })], fields, sender)
    expect(await send([line('Two'), line('One')], fields, sender)).toMatchObject({
      ok: true,
      value: { stories: [{ slug: 'two' }, { slug: 'one', before: true }] },
    })
    expect(await stored()).toEqual(['one draft', 'two draft'])
  })

  it('is another import under another key, or of another person', async () => {
    const sender = await makeUser({ role: 'editor' })
    await send([line('One')], fields, sender)
    await send([line('One')], { ...fields, key: '7d9f0f53-9a57-4f9c-9d05-0c3f2b6a1e12' }, sender)
    await send([line('One')], fields)
    expect(await db.article.count()).toBe(3)
  })

  it('stores a line again whose story was deleted since, once, under another id', async () => {
    const sender = await makeUser({ role: 'editor' })
    await send([line('One')], fields, sender)
    const { id, version } = await db.article.findFirstOrThrow()
    await deleteDraft(sender.actor, { id, version }, NOW)
    const again = await send([line('One')], fields, sender)
    expect(await send([line('One')], fields, sender)).toMatchObject({ ok: true, value: { stories: [{ slug: 'one', before: true }] } })
    expect(again).toMatchObject({ ok: true, value: { stories: [{ slug: 'one' }] } })
    expect(await db.article.findMany({ select: { id: true } })).not.toEqual([{ id }])
    expect(await db.article.count()).toBe(1)
  })

  it('says so when its story has been closed to the sender since', async () => {
    const sender = await makeUser({ role: 'editor' })
    await send([line('One')], fields, sender)
    await db.article.updateMany({ data: { sensitive: true } })
    expect(await send([line('One')], fields, sender)).toMatchObject({
      ok: true,
      value: { stories: [], refused: [{ line: 1, message: expect.stringContaining('earlier press') }] },
    })
    expect(await db.article.count()).toBe(1)
  })
})
