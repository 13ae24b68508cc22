import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { decideProposal, proposeTag, seeProposal } from './commands/propose-tag'
import { decisionWords } from './proposals'
import { countProposals, listOwnDecisions, listProposals } from './queries/proposals'

const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

async function people() {
  const [author, editor] = [await makeUser({ role: 'author', name: 'Ann' }), await makeUser({ role: 'editor', name: 'Ed' })]
  return { author: author.actor, editor: editor.actor }
}
const asked = (label: string, articleId: string | null = null) => ({ label, type: 'theme' as const, reason: 'Three stories.', articleId })

describe('A tag that an author proposes', () => {
  it('is made, another one is meant, or it is declined; the author is told until they have seen it', async () => {
    const { author, editor } = await people()
    const there = await makeTag({ label: 'EHC plans', aliases: ['EHCP'] })
    const story = await draftArticle({ headline: 'Buses', actor: author, now })
    for (const [at, label] of ['School buses', 'Education plans', 'Odds and ends'].entries())
      await proposeTag(author, asked(label, story.id), new Date(now.getTime() + at))
    expect([await countProposals(editor), await countProposals(author)]).toEqual([3, 0])
    const open = await listProposals(editor, now)
    expect(open[0]).toMatchObject({ label: 'School buses', by: 'Ann', reason: 'Three stories.', story: { headline: 'Buses' } })
    const [first, second, third] = open.map(({ id }) => ({ id }))
    if (!first || !second || !third) throw new Error('unreachable')
    await decideProposal(editor, { ...first, decision: 'made', label: 'Transport to school', type: 'theme' }, now)
    await decideProposal(editor, { ...second, decision: 'already', tagSlug: there.slug }, now)
    await decideProposal(editor, { ...third, decision: 'declined', note: 'Too broad to find anything by' }, now)
    expect(await db.tag.findUnique({ where: { slug: 'transport-to-school' } })).toMatchObject({ type: 'theme' })
    expect(await countProposals(editor)).toBe(0)
    const told = await listOwnDecisions(author)
    expect(told.map((one) => `${one.label} ${decisionWords(one)}`).sort()).toEqual([
      'Education plans is there already: choose “EHC plans”.',
      'Odds and ends was declined: Too broad to find anything by',
      'School buses was made: “Transport to school”. It can be chosen now.',
    ])
    expect(await listOwnDecisions(editor)).toEqual([])
    await seeProposal(editor, first, now)
    expect(await listOwnDecisions(author)).toHaveLength(3)
    await seeProposal(author, first, now)
    expect(await listOwnDecisions(author)).toHaveLength(2)
    await expect(decideProposal(editor, { ...first, decision: 'declined', note: 'Late' }, now)).rejects.toThrow(Conflict)
  })

  it('is not one that is there under any name, nor one that waits already', async () => {
    const { author, editor } = await people()
    await makeTag({ label: 'EHC plans', aliases: ['EHCP'] })
    expect(await proposeTag(author, asked('ehcp'), now)).toMatchObject({ problems: [{ message: expect.stringContaining('“EHC plans”') }] })
    await proposeTag(author, asked('School buses'), now)
    expect(await proposeTag(editor, asked('school  Buses'), now)).toMatchObject({ problems: [{ message: expect.stringContaining('Ann') }] })
  })

  it('is not answered with a tag that is retired, but with the one that took its place', async () => {
    const { author, editor } = await people()
    const [old, next] = [await makeTag({ label: 'Statements' }), await makeTag({ label: 'EHC plans' })]
    await db.tag.update({ where: { id: old.id }, data: { retiredAt: now }, select: { id: true } })
    await proposeTag(author, asked('Statements of need'), now)
    const [proposal] = await listProposals(editor, now)
    const answer = () => decideProposal(editor, { id: proposal?.id ?? '', decision: 'already', tagSlug: old.slug }, now)
    const gone = '“Statements” is retired, and no story takes it any more. Choose another tag'
    expect(await answer()).toMatchObject({ problems: [{ field: 'tagSlug', message: gone }] })
    expect(await proposeTag(author, asked('statements'), now)).toMatchObject({
      problems: [{ field: 'label', message: `${gone}, or ask a tag editor to bring it back` }],
    })
    await db.tagSuccessor.create({ data: { tagId: old.id, successorId: next.id }, select: { tagId: true } })
    expect(await proposeTag(author, asked('statements'), now)).toMatchObject({
      problems: [{ message: '“statements” names the tag “Statements”, which is retired. Choose “EHC plans”, which took its place' }],
    })
    expect((await answer()).ok).toBe(true)
    expect((await listOwnDecisions(author)).map(decisionWords)).toEqual(['is there already: choose “EHC plans”.'])
  })

  it('keeps the name of a closed story from those who may not open it', async () => {
    const { author, editor } = await people()
    const story = await draftArticle({ headline: 'Canary', actor: author, now })
    await proposeTag(author, asked('School buses', story.id), now)
    await db.article.update({ where: { id: story.id }, data: { sensitive: true } })
    expect(await listProposals(editor, now)).toMatchObject([{ label: 'School buses', story: null }])
  })
})
