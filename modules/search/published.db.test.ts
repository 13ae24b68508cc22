import { beforeEach, describe, expect, it } from 'vitest'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { searchStories } from './published'

const actor = systemActor('Test', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

async function found(query: string, page?: number) {
  const outcome = await searchStories(query, page)
  if (outcome.state !== 'found') throw new Error(`the search came to ${outcome.state}`)
  return outcome
}
const slugs = async (query: string) => (await found(query)).results.map((result) => result.slug)

describe('Search', () => {
  it('finds words of headline, standfirst and body, the headline first', async () => {
    const body = await liveArticle({ body: ['Nothing here but portage.'] })
    const standfirst = await liveArticle({ standfirst: 'All about portage' })
    const headline = await liveArticle({ headline: 'Portage for all' })
    await liveArticle({ headline: 'Something else' })
    expect(await slugs('portage')).toEqual([headline.slug, standfirst.slug, body.slug])
  })

  it('finds what means the same: a term of the field by its other names', async () => {
    const named = await liveArticle({ headline: 'Northmoor: education, health and care plans are late' })
    const short = await liveArticle({ headline: 'Northmoor counts its EHC plans', publishedAt: new Date('2020-01-01T12:00:00Z') })
    await liveArticle({ headline: 'Southmoor counts its EHC plans' })
    expect((await slugs('ehcp northmoor')).sort()).toEqual([named.slug, short.slug].sort())
    const { results, terms } = await found('ehcp northmoor')
    expect(terms).toBe('ehcp northmoor')
    expect(results.flatMap((one) => one.headline.filter((piece) => piece.found).map((piece) => piece.text))).toContain('EHC')
    expect(await slugs('"ehcp" northmoor')).toEqual([])
    const whole = await liveArticle({ headline: 'What special educational needs and disabilities are' })
    expect(await slugs('send')).toEqual([whole.slug])
  })

  it('of equals the fresher comes first', async () => {
    const old = await liveArticle({ headline: 'Portage, then', publishedAt: new Date('2016-01-01T12:00:00Z') })
    const fresh = await liveArticle({ headline: 'Portage, now', now })
    expect(await slugs('portage')).toEqual([fresh.slug, old.slug])
  })

  it('understands phrases and words left out', async () => {
    const phrase = await liveArticle({ headline: 'Short breaks grow' })
    await liveArticle({ headline: 'Breaks are short' })
    expect(await slugs('"short breaks"')).toEqual([phrase.slug])
    expect(await slugs('breaks -grow')).toHaveLength(1)
  })

  it('never finds a draft, a withdrawn story or unpublished words', async () => {
    await draftArticle({ headline: 'Portage draft' })
    const gone = await liveArticle({ headline: 'Portage withdrawn' })
    await withdrawArticle(actor, { id: gone.id, version: gone.version, reason: 'A mistake' }, now)
    expect((await found('portage')).total).toBe(0)
  })

  it('marks what it found and carries no markup', async () => {
    await liveArticle({ headline: 'Portage <b>and</b> \ue000more\ue001', body: ['The <i> portage service.'] })
    const [result] = (await found('portage')).results
    expect(result?.headline[0]).toEqual({ text: 'Portage', found: true })
    expect(result?.headline.map((piece) => piece.text).join('')).toBe('Portage <b>and</b> more')
    expect(result?.headline.filter((piece) => piece.found)).toHaveLength(1)
    expect(result?.extract.filter((piece) => piece.found).map((piece) => piece.text)).toEqual(['portage'])
  })

  it.each([
    "'; drop table published_article; --",
    "O'Brien",
    '"unclosed',
    '((((',
    '&|!:*',
    '\\',
    '%_',
    'a | b & !c <-> d',
    '\u0000',
    '-',
    'or or or',
    '💙',
  ])('takes %j for words', async (query) => {
    await liveArticle()
    const outcome = await searchStories(query)
    expect(['found', 'empty']).toContain(outcome.state)
    expect(await publishedDb.publishedArticle.count()).toBe(1)
  })

  it('says nothing was typed when nothing was', async () => {
    expect(await searchStories('   ')).toEqual({ state: 'empty' })
  })

  it('shows twenty to a page', async () => {
    for (let n = 0; n < 23; n += 1) await liveArticle({ headline: `Portage ${n}` })
    const first = await found('portage')
    expect(first).toMatchObject({ total: 23, capped: false, page: 1, pages: 2 })
    const second = await found('portage', 2)
    expect(second.results).toHaveLength(3)
    const all = [...first.results, ...second.results].map((result) => result.number)
    expect(new Set(all).size).toBe(23)
    expect((await found('portage', 3)).results).toEqual([])
  })

  it('offers the area and the tag that are called exactly so, before any result', async () => {
    await seedReference(actor, now)
    await liveArticle({ tags: ['area-rotherham', 'ehc-plans'] })
    expect((await found('rotherham council')).offers).toEqual([
      { kind: 'area', slug: 'rotherham', label: 'Rotherham', type: 'area', articleCount: 1 },
    ])
    expect((await found('EHCP')).offers).toMatchObject([{ kind: 'tag', slug: 'ehc-plans', label: 'EHC plans', articleCount: 1 }])
    expect((await found('annual reviews')).offers).toEqual([])
    expect((await found('rother')).offers).toEqual([])
  })
})
