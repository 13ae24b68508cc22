import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { bodyFromParagraphs } from '@/modules/articles/body'
import { leaveFinding } from '@/modules/style/commands/remember-findings'
import { draftArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import type { CheckWordsInput } from '../schema'
import { checkWords } from './check-words'

beforeEach(emptyDatabase)
const now = new Date('2026-11-22T10:00:00Z')

const words = (given: Partial<CheckWordsInput> = {}): CheckWordsInput => ({
  articleId: null,
  headline: 'Inspectors from Ofcom praise a partnership',
  standfirst: 'A partnership that comprises of two bodies.',
  body: bodyFromParagraphs(['', 'An inspection took place.', 'An OFSTED report was published on 30th January.']),
  storyDate: null,
  leadPicture: null,
  writes: true,
  ...given,
})

describe('Checking the words of the page', () => {
  it('says where each finding stands, and what can stand in its place', async () => {
    const { actor } = await makeUser()
    const { checks } = await checkWords(actor, words(), now)
    expect(checks.map(({ rule, field, line, from, to, fix }) => [rule, field, line, from, to, fix])).toEqual([
      ['HS01', 'headline', null, 16, 21, 'Ofsted'],
      ['HS77', 'standfirst', null, 19, 31, 'comprises'],
      ['HS03', 'body', 1, 3, 9, 'Ofsted'],
      ['HS68', 'body', 1, 34, 46, null],
    ])
  })

  it('tells of slips that are no rule’s beside house style, with what can stand there, and counts them as mended', async () => {
    const { actor } = await makeUser()
    const { id: articleId } = await draftArticle({ actor })
    const slip = words({ articleId, headline: 'Inspectors finds gaps', standfirst: '', body: bodyFromParagraphs(['In the the borough.']) })
    const { checks } = await checkWords(actor, slip, now)
    expect(checks.map(({ rule, group, fix }) => [rule, group, fix])).toEqual([
      ['CP-VERB', 'style', 'Inspectors find'],
      ['CP-TWICE', 'style', 'the'],
    ])
    await checkWords(actor, { ...slip, headline: 'Inspectors find gaps' }, now)
    const kept = await db.styleFinding.findMany({ where: { articleId }, orderBy: { rule: 'asc' }, select: { rule: true, state: true } })
    expect(kept).toEqual([
      { rule: 'CP-TWICE', state: 'open' },
      { rule: 'CP-VERB', state: 'fixed' },
    ])
  })

  it('has no place for who is named under a quotation, and counts lines past it', async () => {
    const { actor } = await makeUser()
    const quotation = {
      type: 'quotation' as const,
      attrs: { speaker: 'Ann Lee', role: '', organisation: 'OFSTED' },
      content: bodyFromParagraphs(['We inspect.']).content as { type: 'paragraph' }[],
    }
    const after = bodyFromParagraphs(['An OFSTED report']).content
    const { checks } = await checkWords(actor, words({ body: { type: 'doc', content: [quotation, ...after] } }), now)
    expect(checks.filter(({ rule }) => rule === 'HS03').map(({ line, from }) => [line, from])).toEqual([
      [null, 9],
      [1, 3],
    ])
  })

  it('leaves what somebody said in a quotation set apart as it was said', async () => {
    const { actor } = await makeUser()
    const attrs = { speaker: 'Ann Lee', role: '', organisation: '' }
    const content = bodyFromParagraphs(['He suffers from autism, and SEND is everybody’s work.']).content as { type: 'paragraph' }[]
    const quotation = { type: 'quotation' as const, attrs, content }
    const rules = async (block: typeof quotation | (typeof content)[number]) =>
      (await checkWords(actor, words({ body: { type: 'doc', content: [block] } }), now)).checks.map(({ rule }) => rule)
    expect(await rules(content[0] ?? quotation)).toEqual(expect.arrayContaining(['HS51', 'HS36']))
    const found = await rules(quotation)
    expect(found.filter((rule) => rule === 'HS51' || rule === 'HS36')).toEqual([])
  })

  it('counts nothing as mended that has only moved beyond what is checked', async () => {
    const { actor } = await makeUser()
    const { id: articleId } = await draftArticle({ actor })
    const last = 'An OFSTED report was published.'
    await checkWords(actor, words({ articleId, body: bodyFromParagraphs([last]) }), now)
    const filler = Array.from({ length: 9 }, () => 'word '.repeat(1_500).trim())
    const { cut } = await checkWords(actor, words({ articleId, body: bodyFromParagraphs([...filler, last]) }), now)
    expect(cut).toBe(true)
    expect(await db.styleFinding.count({ where: { articleId, rule: 'HS03', state: 'open' } })).toBe(1)
  })

  it('remembers what was found for whoever may write in it, and what was left', async () => {
    const { actor } = await makeUser()
    const { id } = await draftArticle({ actor })
    await checkWords(actor, words({ articleId: id }), now)
    expect(await db.styleFinding.count({ where: { articleId: id, state: 'open' } })).toBe(4)
    await leaveFinding(actor, { articleId: id, rule: 'HS77', words: 'comprises of', reason: 'A quotation' }, now)
    const { checks } = await checkWords(actor, words({ articleId: id, headline: 'Inspectors praise a partnership' }), now)
    expect(checks.find(({ rule }) => rule === 'HS77')?.left).toEqual({ reason: 'A quotation', by: actor.name })
    expect(await db.styleFinding.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })).toEqual([
      { state: 'fixed', _count: 1 },
      { state: 'left', _count: 1 },
      { state: 'open', _count: 2 },
    ])
  })

  it('remembers nothing for somebody who only reads, and answers nothing of a closed story', async () => {
    const { id } = await draftArticle()
    const { actor } = await makeUser()
    await checkWords(actor, words({ articleId: id, writes: false }), now)
    const { actor: viewer } = await makeUser({ role: 'viewer' })
    expect((await checkWords(viewer, words({ articleId: id }), now)).checks).toHaveLength(4)
    expect(await db.styleFinding.count()).toBe(0)
    await db.article.update({ where: { id }, data: { sensitive: true } })
    await expect(checkWords(viewer, words({ articleId: id }), now)).rejects.toThrow(NotFound)
  })

  it('tells the reading age beside the target, and notes on plain English where they stand', async () => {
    const { actor } = await makeUser()
    const sentence = 'The inspectors went to the town and they saw how the schools there work with families.'
    const lead = { mediaId: '0b6e0b0e-3d0f-4d0a-9a52-0a4a0f3b7c11', alt: '', decorative: false, caption: '' }
    const body = bodyFromParagraphs([Array.from({ length: 8 }, () => sentence).join(' '), 'The MLQX met.'])
    const { checks, reading } = await checkWords(actor, words({ headline: '', standfirst: '', body, leadPicture: lead }), now)
    expect(reading).toMatchObject({ target: 14, words: 131, sentences: 9 })
    expect(reading.age).toBeGreaterThan(8)
    expect(checks.map(({ rule, group, line, from, to }) => [rule, group, line, from, to])).toEqual([
      ['PE-SHORT', 'plain', 1, 4, 8],
      ['AX-ALT', 'plain', null, 0, 0],
    ])
  })

  it('leaves out a rule that takes too long, says so, and lets it rest', async () => {
    const { actor } = await makeUser()
    const row = { id: 'OWN-1', pattern: '(?:o+)+!', correct: 'oh', example: 'o!', counterExample: 'p' }
    await db.styleRule.create({ data: { ...row, updatedAt: now } })
    const asked = words({ headline: 'o'.repeat(60) })
    expect((await checkWords(actor, asked, now)).skipped).toEqual(['OWN-1'])
    expect((await db.styleRule.findUnique({ where: { id: 'OWN-1' } }))?.ranOutAt).toEqual(now)
    const again = await checkWords(actor, asked, now)
    expect([again.skipped, again.checks.length > 0]).toEqual([['OWN-1'], true])
  })
})
