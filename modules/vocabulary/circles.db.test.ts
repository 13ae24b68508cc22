/** Whatever is merged, retired, led on and taken back, in any order: nothing leads round in a circle, nor to a tag that is no more. */
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import type { Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { rounds } from '@/lib/testing/rounds'
import { systemActor } from '@/modules/access/actor'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { circleIn, type Edge } from './circles'
import { mergeTags } from './commands/merge-tags'
import { renameTag } from './commands/rename-tag'
import { retireTag } from './commands/retire-tag'
import { undoOperation } from './commands/undo-operation'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

const versionOf = async ({ id }: MadeTag) => (await db.tag.findUniqueOrThrow({ where: { id }, select: { version: true } })).version
const known = async (tag: MadeTag) => ({ id: tag.id, version: await versionOf(tag) })
const messages = (outcome: Outcome<unknown>): string[] => (outcome.ok ? [] : outcome.problems.map(({ message }) => message))
const operationOf = (outcome: Outcome<{ operation: string }>): string => (outcome.ok ? outcome.value.operation : '')

/** What a form of the tag would send, with other places of it. */
async function place(tag: MadeTag, { broader, successors }: { broader?: MadeTag | null; successors?: readonly MadeTag[] }) {
  const row = await db.tag.findUniqueOrThrow({
    where: { id: tag.id },
    select: { label: true, version: true, broader: { select: { slug: true } }, aliases: { select: { alias: true } } },
  })
  const input = {
    ...{ id: tag.id, version: row.version, label: row.label, type: 'theme' as const, description: '', doNotRelate: false },
    aliases: row.aliases.map(({ alias }) => alias),
    broaderSlug: broader === undefined ? (row.broader?.slug ?? null) : (broader?.slug ?? null),
    ...(successors && { successorSlugs: successors.map(({ slug }) => slug) }),
  }
  return editTag(clock, input, now)
}

async function expectNoCircle(): Promise<void> {
  const tags = await db.tag.findMany({ select: { id: true, broaderId: true, mergedIntoId: true } })
  const rows = await db.tagSuccessor.findMany({ select: { tagId: true, successorId: true } })
  const gone = tags.filter((tag) => tag.mergedIntoId !== null).map((tag) => tag.id)
  expect(circleIn(rows.map(({ tagId, successorId }): Edge => [tagId, successorId]))).toBeNull()
  expect(circleIn(tags.flatMap(({ id, broaderId }): Edge[] => (broaderId === null ? [] : [[id, broaderId]])))).toBeNull()
  expect(rows.filter(({ tagId, successorId }) => gone.includes(tagId) || gone.includes(successorId))).toEqual([])
  expect(tags.filter(({ broaderId }) => broaderId !== null && gone.includes(broaderId))).toEqual([])
}

describe('What took whose place', () => {
  it('is not led round in a circle by a merge: it is refused, and what stands between is named', async () => {
    const [from, between, into] = [await makeTag({ label: 'From' }), await makeTag({ label: 'Between' }), await makeTag({ label: 'Into' })]
    expect((await place(from, { successors: [between] })).ok).toBe(true)
    expect((await place(between, { successors: [into] })).ok).toBe(true)
    for (const [one, other] of [
      [from, into],
      [into, from],
    ] as const) {
      const merged = await mergeTags(clock, { ...(await known(one)), intoSlug: other.slug }, now)
      expect(messages(merged)).toEqual([expect.stringMatching(/^One of the two took the place of “Between”, which .* in a circle/)])
    }
    await expectNoCircle()
    expect((await mergeTags(clock, { ...(await known(between)), intoSlug: into.slug }, now)).ok).toBe(true)
    await expectNoCircle()
  })

  it('is not led round in a circle by what comes back', async () => {
    const [before, from, after, into] = [
      await makeTag(),
      await makeTag({ label: 'From' }),
      await makeTag({ label: 'After' }),
      await makeTag(),
    ]
    await place(into, { successors: [from] })
    await place(from, { successors: [after] })
    const merged = await mergeTags(clock, { ...(await known(from)), intoSlug: into.slug }, now)
    expect(merged.ok).toBe(true)
    await place(into, { successors: [] })
    await place(after, { successors: [into] })
    const undone = await undoOperation(clock, { id: operationOf(merged) }, now)
    expect(messages(undone)).toEqual([
      expect.stringMatching(/^What took whose place would go round in a circle: .*“From” → “After”.* Change one of these/),
    ])
    await expectNoCircle()
    await place(after, { successors: [before] })
    expect((await undoOperation(clock, { id: operationOf(merged) }, now)).ok).toBe(true)
    await expectNoCircle()
  })

  it('that came round before holds no merge and no undo of other tags', async () => {
    const [one, other] = [await makeTag(), await makeTag()]
    for (const [tag, next] of [
      [one, other],
      [other, one],
    ] as const)
      await db.tagSuccessor.create({ data: { tagId: tag.id, successorId: next.id }, select: { tagId: true } })
    const [from, into, after] = [await makeTag(), await makeTag(), await makeTag()]
    await place(from, { successors: [after] })
    const merged = await mergeTags(clock, { ...(await known(from)), intoSlug: into.slug }, now)
    expect(messages(merged)).toEqual([])
    expect(messages(await undoOperation(clock, { id: operationOf(merged) }, now))).toEqual([])
  })

  it('is never in a circle after changes of every kind, in random order', { timeout: 120_000 }, async () => {
    let seed = 11
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    const tags: MadeTag[] = []
    while (tags.length < 8) tags.push(await makeTag())
    const operations: string[] = []
    const done = { merge: 0, undo: 0, circle: 0 }
    for (let count = 0; count < rounds(80, 800); count += 1) {
      const inUse = await db.tag.findMany({ where: { mergedIntoId: null, retiredAt: null }, select: { id: true } })
      const there = tags.filter((tag) => inUse.some(({ id }) => id === tag.id))
      const any = () => there[random(there.length)] as MadeTag
      // Few left: something is taken back.
      const [one, other, kind] = [any(), any(), there.length < 5 ? 9 : random(10)]
      const outcome: Outcome<unknown> = await (kind < 5
        ? place(one, { successors: [other] })
        : kind < 6
          ? place(one, { broader: other })
          : kind < 8
            ? mergeTags(clock, { ...(await known(one)), intoSlug: other.slug }, now)
            : kind < 9
              ? retireTag(clock, { ...(await known(one)), successorSlug: other.slug }, now)
              : undoOperation(clock, { id: operations.splice(random(operations.length), 1)[0] ?? crypto.randomUUID() }, now)
      ).catch((error: Error) => ({ ok: false as const, problems: [{ field: '', message: error.message }] }))
      if (outcome.ok && kind >= 6 && kind < 9) operations.push(operationOf(outcome as Outcome<{ operation: string }>))
      if (outcome.ok && (kind === 6 || kind === 7)) done.merge += 1
      if (outcome.ok && kind === 9) done.undo += 1
      if (messages(outcome).some((message) => message.includes('circle'))) done.circle += 1
      await expectNoCircle()
    }
    expect(Math.min(done.merge, done.undo, done.circle)).toBeGreaterThan(3)
  })
})

describe('A change that is taken back', () => {
  it('says which tag has the name that would come back, and what to do', async () => {
    const tag = await makeTag({ label: 'Transport' })
    const renamed = await renameTag(clock, { ...(await known(tag)), label: 'Travel', newAddress: false, keepName: false }, now)
    const other = await makeTag({ label: 'Transport', slug: 'transport-again' })
    expect(messages(await undoOperation(clock, { id: operationOf(renamed) }, now))).toEqual([
      '“Transport” would come back, and another tag has that name now: “Transport” (theme). Take it from that one first',
    ])
    await renameTag(clock, { ...(await known(other)), label: 'School transport', newAddress: false, keepName: false }, now)
    expect((await undoOperation(clock, { id: operationOf(renamed) }, now)).ok).toBe(true)
  })

  it('says by which name the tag goes since, or that its address is another one', async () => {
    const tag = await makeTag({ label: 'Transport' })
    const rename = async (label: string, newAddress: boolean) =>
      operationOf(await renameTag(clock, { ...(await known(tag)), label, newAddress, keepName: false }, now))
    const [first, second] = [await rename('Travel', false), await rename('Journeys', false)]
    expect(messages(await undoOperation(clock, { id: first }, now))).toEqual(['“Travel” is called “Journeys” since. Take that back first'])
    expect((await undoOperation(clock, { id: second }, now)).ok).toBe(true)
    const address = await rename('Travel', true)
    await rename('Travel to school', true)
    await db.tag.update({ where: { id: tag.id }, data: { label: 'Travel' } })
    expect(messages(await undoOperation(clock, { id: address }, now))).toEqual([
      '“Travel” has been given another address since. Take that back first',
    ])
  })
})
