import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { draftArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { addRule, changeRule, removeRule, switchRule } from './commands/keep-rule'
import { leaveFinding, rememberFindings, restRules, takeUpFinding } from './commands/remember-findings'
import { getRule, listLeftFindings, listRules, readRulesInUse } from './queries'
import type { AddRuleInput } from './schema'
import { shippedRules } from './shipped-rules'

beforeEach(emptyDatabase)
const now = new Date('2026-11-22T10:00:00Z')

const rule: AddRuleInput = {
  pattern: '\\brate ?payers\\b',
  flags: 'i',
  context: 'any',
  correct: 'residents',
  replaces: true,
  reason: 'Most people who live here pay council tax.',
  severity: 'warning',
  example: 'Ratepayers will meet the cost',
  counterExample: 'Residents will meet the cost',
}
const sub = async (): Promise<Person> => ({ ...(await makeUser({ role: 'author' })).actor, duties: ['sub'] })
const inUse = async (id: string) => (await readRulesInUse(await sub())).rules.find((one) => one.id === id)
const added = async (input = rule) => {
  const outcome = await addRule(await sub(), input, now)
  return outcome.ok ? outcome.value : Promise.reject(new Error(JSON.stringify(outcome.problems)))
}

describe('The rules of this newsroom', () => {
  it('are the shipped ones and its own, whoever reads; subs add them', async () => {
    const { actor: author } = await makeUser({ role: 'author' })
    await expect(addRule(author, rule, now)).rejects.toThrow(NotAllowed)
    expect(await added()).toEqual({ id: 'OWN-1', version: 1 })
    expect(await added({ ...rule, pattern: 'taxpayers', example: 'taxpayers pay' })).toMatchObject({ id: 'OWN-2' })
    const { rules } = await readRulesInUse(author)
    expect(rules).toHaveLength(shippedRules().length + 2)
    expect(await db.auditEvent.count({ where: { kind: 'style.rule-added', entityId: 'style OWN-1' } })).toBe(1)
  })

  it('are refused by field when an example does not fit', async () => {
    const outcome = await addRule(await sub(), { ...rule, example: 'Residents', counterExample: 'rate payers' }, now)
    expect(outcome).toMatchObject({ ok: false, problems: [{ field: 'example' }, { field: 'counterExample' }] })
    expect(await db.styleRule.count()).toBe(0)
  })

  it('can be switched off and changed, and a shipped one restored', async () => {
    const actor = await sub()
    await switchRule(actor, { id: 'HS01', version: 0, active: false }, now)
    expect(await inUse('HS01')).toBeUndefined()
    await switchRule(actor, { id: 'HS01', version: 1, active: true }, now)
    const { id, version, pattern, flags, context, correct, replaces, reason, example, counterExample } = await getRule(actor, 'HS01')
    const text = { pattern, flags, correct, replaces, reason, example, counterExample, context: context as 'inspection' }
    await changeRule(actor, { id, version, ...text, severity: 'note' }, now)
    expect((await inUse('HS01'))?.severity).toBe('note')
    expect(await getRule(actor, 'HS01')).toMatchObject({ changed: true, own: false, version: 3 })
    await removeRule(actor, { id: 'HS01', version: 3 }, now)
    expect((await inUse('HS01'))?.severity).toBe('error')
  })

  it('that were restored are not changed by a page from before', async () => {
    const actor = await sub()
    await switchRule(actor, { id: 'HS01', version: 0, active: false }, now)
    await removeRule(actor, { id: 'HS01', version: 1 }, now)
    const { version, changed } = await getRule(actor, 'HS01')
    expect({ version, changed }).toEqual({ version: 2, changed: false })
    for (const old of [0, 1]) await expect(switchRule(actor, { id: 'HS01', version: old, active: false }, now)).rejects.toThrow(Conflict)
    expect(await switchRule(actor, { id: 'HS01', version, active: false }, now)).toMatchObject({ value: { version: 3 } })
  })

  it('are not changed over somebody else’s change', async () => {
    const actor = await sub()
    await switchRule(actor, { id: 'HS01', version: 0, active: false }, now)
    await expect(switchRule(actor, { id: 'HS01', version: 0, active: true }, now)).rejects.toThrow(Conflict)
    await expect(switchRule(actor, { id: 'HS99', version: 0, active: true }, now)).rejects.toThrow(NotFound)
  })

  it('are not changed by two at once, not even for the first time', async () => {
    const actor = await sub()
    for (const id of ['HS01', 'HS02', 'HS03', 'HS04']) {
      const both = [false, true].map((active) => switchRule(actor, { id, version: 0, active }, now))
      const refusals = (await Promise.allSettled(both)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      expect(refusals).toEqual([expect.any(Conflict)])
    }
  })

  it('never take the number of one that was removed', async () => {
    const { id, version } = await added()
    await removeRule(await sub(), { id, version }, now)
    expect(await added()).toMatchObject({ id: 'OWN-2' })
  })

  it('rest when they took too long, until they are saved again', async () => {
    const actor = await sub()
    const { id } = await added()
    // A check that began with the pattern as it was before.
    await restRules(actor, [id], new Date(now.getTime() - 1))
    expect(await inUse(id)).toBeDefined()
    await restRules(actor, [id], now)
    expect(await readRulesInUse(actor)).toMatchObject({ resting: [id] })
    expect(await inUse(id)).toBeUndefined()
    await db.styleRule.create({ data: { id: 'OWN-7', pattern: '(', correct: 'x', example: 'x', counterExample: 'y' } })
    expect((await readRulesInUse(actor)).resting).toEqual([id, 'OWN-7'])
    await changeRule(actor, { ...rule, id, version: 1 }, now)
    expect(await inUse(id)).toBeDefined()
  })
})

describe('What became of what was found', () => {
  const found = [
    { rule: 'HS01', words: 'Ofcom' },
    { rule: 'HS77', words: 'comprises of' },
  ]
  const counts = async (id: string) => (await listRules(await sub(), { q: '' })).find((one) => one.id === id)?.counts

  it('is counted: found, mended, left with a reason', async () => {
    const { actor } = await makeUser()
    const { id: articleId } = await draftArticle({ actor })
    await rememberFindings(actor, { articleId, found }, now)
    expect(await counts('HS01')).toEqual({ fired: 1, fixed: 0, left: 0 })
    await leaveFinding(actor, { articleId, rule: 'HS77', words: 'comprises of', reason: 'The name of a play' }, now)
    await rememberFindings(actor, { articleId, found: found.slice(1) }, now)
    expect([await counts('HS01'), await counts('HS77')]).toEqual([
      { fired: 1, fixed: 1, left: 0 },
      { fired: 1, fixed: 0, left: 1 },
    ])
    expect(await listLeftFindings(actor, articleId)).toEqual([
      { rule: 'HS77', words: 'comprises of', reason: 'The name of a play', by: actor.name },
    ])
    await rememberFindings(actor, { articleId, found }, now)
    expect([await counts('HS01'), await counts('HS77')]).toEqual([
      { fired: 1, fixed: 0, left: 0 },
      { fired: 1, fixed: 0, left: 1 },
    ])
    await takeUpFinding(actor, { articleId, rule: 'HS77', words: 'comprises of' }, now)
    expect(await listLeftFindings(actor, articleId)).toEqual([])
  })

  it('changes nothing while nothing changes', async () => {
    const { actor } = await makeUser()
    const { id: articleId } = await draftArticle({ actor })
    expect(await rememberFindings(actor, { articleId, found }, now)).toMatchObject({ value: { changed: 2 } })
    expect(await rememberFindings(actor, { articleId, found: [...found, ...found] }, now)).toMatchObject({ value: { changed: 0 } })
  })

  it('is said of a story that is deleted meanwhile as of one that was deleted', async () => {
    const { actor } = await makeUser()
    const { id: articleId } = await draftArticle({ actor })
    let asked: Promise<unknown> = Promise.resolve()
    await db.$transaction(async (tx) => {
      await tx.revision.deleteMany({ where: { articleId } })
      await tx.article.delete({ where: { id: articleId } })
      asked = rememberFindings(actor, { articleId, found }, now).catch((error: unknown) => error)
      // It has read the story by now, which is still there for everybody else.
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect(await asked).toBeInstanceOf(NotFound)
  })

  it('is not mended by a rule that was not asked', async () => {
    const { actor } = await makeUser()
    const { id: articleId } = await draftArticle({ actor })
    await rememberFindings(actor, { articleId, found: [...found, { rule: 'REC-FIRST', words: 'the first council' }] }, now)
    await rememberFindings(actor, { articleId, found: [], asked: ['HS77'] }, now)
    expect([await counts('HS01'), await counts('HS77')]).toEqual([
      { fired: 1, fixed: 0, left: 0 },
      { fired: 1, fixed: 1, left: 0 },
    ])
    expect(await db.styleFinding.count({ where: { rule: 'REC-FIRST', state: 'fixed' } })).toBe(1)
  })

  it('is not mended while its words stand where nobody looked', async () => {
    const { actor } = await makeUser()
    const { id: articleId } = await draftArticle({ actor })
    await rememberFindings(actor, { articleId, found }, now)
    await rememberFindings(actor, { articleId, found: [], unread: 'A story that comprises of parts.' }, now)
    expect([await counts('HS01'), await counts('HS77')]).toEqual([
      { fired: 1, fixed: 1, left: 0 },
      { fired: 1, fixed: 0, left: 0 },
    ])
  })

  it('goes with the draft', async () => {
    const { actor } = await makeUser()
    const { id: articleId, version } = await draftArticle({ actor })
    await rememberFindings(actor, { articleId, found }, now)
    await deleteDraft(actor, { id: articleId, version }, now)
    expect(await db.styleFinding.count()).toBe(0)
  })
})
