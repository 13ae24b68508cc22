import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { setLegallySensitive } from '@/modules/articles/commands/set-legally-sensitive'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { findPublishedStory } from '@/modules/articles/published'
import type { PublishedStory } from '@/modules/articles/views'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { type Reference, readReference } from '@/modules/tags/reference'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { besideStory } from './beside-story'
import { CaseBox } from './case-box'
import { LaterRecord } from './later-record'

const actor = systemActor('Test', 'the case of an area')
const now = new Date('2026-11-20T10:00:00Z')
const reference = readReference('prisma/reference')

beforeEach(async () => {
  await emptyDatabase()
  await seedReference(actor, now, reference)
})

const live = (publishedAt: string, tags: string[], headline: string) =>
  liveArticle({ tags, headline, publishedAt: new Date(`${publishedAt}T12:00:00Z`) })

async function storyAt(slug: string): Promise<PublishedStory> {
  const found = await findPublishedStory(slug)
  if (found.state !== 'live') throw new Error(`${slug} is ${found.state}`)
  return found.story
}
const beside = async (slug: string) => besideStory(await storyAt(slug))

/** What the page of a story says of its case, without the tags. */
async function page(slug: string): Promise<{ words: string; html: string }> {
  const { chain } = await beside(slug)
  const notice = chain?.notice ? renderToStaticMarkup(createElement(LaterRecord, { notice: chain.notice })) : ''
  const html = notice + (chain ? renderToStaticMarkup(createElement(CaseBox, { chain })) : '')
  return { html, words: html.replace(/<\/(?:h2|p|li)>/g, ' ').replace(/<[^>]+>/g, '') }
}

/** The reference files with one record more. */
const withRecord = (given: Partial<Reference['inspections'][number]>): Reference => {
  const [first] = reference.inspections
  if (!first) throw new Error('no inspections')
  return { ...reference, inspections: [...reference.inspections, { ...first, ...given }] }
}

describe('The case beside a story', () => {
  it('chains what two stories of one area report, with no tag but the area and the outcome', async () => {
    const failed = await live('2023-11-10', ['area-hertfordshire', 'outcome-systemic-failings'], 'Failings found')
    const back = await live('2026-01-05', ['area-hertfordshire', 'monitoring-effective-action'], 'Action taken')
    await live('2026-01-06', ['area-kent', 'outcome-inconsistent'], 'Another area')
    const first = await page(failed.slug)
    expect(first.words).toBe(
      'Inspectors have been back since: Action taken (Monitoring inspection: effective action, October 2025). ' +
        'What happened next October 2025. Monitoring inspection: effective action Action taken ',
    )
    expect(first.html).toContain('<h2 id="case-next">What happened next</h2>')
    expect(first.html).toContain('<a href="/inspections/hertfordshire-monitoring-2025-10">')
    expect(first.html).toContain(`href="/news/${back.slug}"`)
    expect((await page(back.slug)).words).toBe(
      'Before this 10 November 2023. Full inspection: widespread and/or systemic failings Failings found ',
    )
    expect((await beside(back.slug)).record?.inspection.id).toBe('hertfordshire-monitoring-2025-10')
  })

  it('leads to the record where no story tells of it, and says nothing of the newest', async () => {
    const old = await live('2023-05-06', ['area-cornwall', 'outcome-inconsistent'], 'Inconsistent')
    expect((await page(old.slug)).words).toBe(
      'This story is about the inspection report published on 5 May 2023. A later one was published on 27 May 2026: Full reinspection: inconsistent. ',
    )
    expect((await page(old.slug)).html).toContain('<a href="/inspections/cornwall-2026-05"')
    const newest = await live('2026-05-28', ['area-cornwall', 'outcome-inconsistent'], 'Inconsistent again')
    expect((await page(newest.slug)).words).toBe('Before this 5 May 2023. Full inspection: inconsistent Inconsistent ')
    expect((await page(old.slug)).html).toContain(
      `A later one was published on <time dateTime="2026-05-27">27 May 2026</time>: <a href="/news/${newest.slug}"`,
    )
  })

  it('forgets a story that was withdrawn', async () => {
    const failed = await live('2023-11-10', ['area-hertfordshire', 'outcome-systemic-failings'], 'Failings found')
    const { id, version } = await live('2026-01-05', ['area-hertfordshire', 'monitoring-effective-action'], 'Action taken')
    await withdrawArticle(actor, { id, version, reason: 'Mistake.' }, now)
    expect((await page(failed.slug)).words).toBe(
      'Inspectors have been back since: Monitoring inspection: effective action (October 2025). ',
    )
  })

  it('shows no story twice that a storyline on the page shows', async () => {
    const { slug } = await makeTag({ label: 'The case', type: 'storyline' })
    const failed = await live('2023-11-10', ['area-hertfordshire', 'outcome-systemic-failings', slug], 'Failings found')
    const plan = await live('2024-02-01', ['area-hertfordshire', 'priority-action-plan'], 'The plan')
    await live('2026-01-05', ['area-hertfordshire', 'monitoring-effective-action', slug], 'Action taken')
    const { chain, storylines } = await beside(failed.slug)
    expect(storylines[0]?.stories.map((story) => story.headline)).toEqual(['Failings found', 'Action taken'])
    expect(chain?.next.map((entry) => entry.story.headline)).toEqual(['The plan'])
    expect((await beside(plan.slug)).chain?.next.map((entry) => entry.story.headline)).toEqual(['Action taken'])
  })

  it('finds what tells of a record among hundreds of stories of the area', async () => {
    const failed = await live('2023-11-10', ['area-hertfordshire', 'outcome-systemic-failings'], 'Failings found')
    const back = await live('2025-11-02', ['area-hertfordshire', 'monitoring-effective-action'], 'Action taken')
    // As many as would fill the stories looked at around the first one twice over.
    const many = [...Array(90).keys()].map((of) => new Date(Date.UTC(2024, 0, 1 + of)).toISOString().slice(0, 10))
    for (const day of many) await live(day, ['area-hertfordshire', 'response-apology'], `Reaction of ${day}`)
    expect((await beside(failed.slug)).chain?.next.map((entry) => entry.story.slug)).toEqual([back.slug])
  }, 60_000)

  it('is nothing for a story about several areas or without a stage', async () => {
    const two = await live('2023-11-10', ['area-kent', 'area-hertfordshire', 'outcome-systemic-failings'], 'Two areas')
    const none = await live('2023-11-10', ['area-hertfordshire'], 'No stage')
    for (const story of [two, none]) expect(await beside(story.slug)).toMatchObject({ chain: null, record: null })
  })
})

describe('A new record', () => {
  it('ends the pages of its area’s stories, which then say that a later report is out', async () => {
    const story = await live('2024-11-14', ['area-rotherham', 'outcome-positive'], 'The most favourable outcome')
    const { pageTags } = await beside(story.slug)
    expect(pageTags).toEqual(expect.arrayContaining(['records:area-rotherham', 'list:area-rotherham']))
    expect((await page(story.slug)).words).toBe('')
    const ended = () =>
      db.$queryRaw<
        { tag: string; by: string }[]
      >`select tag, expired_by::text as by from page_cache.tag where tag like 'records:%' order by 1`
    const before = await ended()
    await seedReference(actor, now, reference)
    expect(await ended()).toEqual(before)
    const id = 'rotherham-2026-11'
    await seedReference(actor, now, withRecord({ id, areaSlug: 'rotherham', reportPublished: new Date('2026-11-19'), outcome: 2 }))
    const changed = (await ended()).filter((row) => before.find((old) => old.tag === row.tag)?.by !== row.by)
    expect(changed.map((row) => row.tag)).toEqual(['records:all', 'records:area-rotherham'])
    expect((await page(story.slug)).words).toMatch(
      /^This story is about the inspection report published on 14 November 2024\. A later one was published on 19 November 2026:/,
    )
  })
})

describe('The page of a legally sensitive story', () => {
  it('stands alone, and ends when a tag of it gets another name or another broader one', async () => {
    const [broad, tag] = [await makeTag({ label: 'Above' }), await makeTag({ label: 'Old name' })]
    const story = await liveArticle({ tags: [tag.slug] })
    await liveArticle({ tags: [tag.slug] })
    await setLegallySensitive(actor, { id: story.id, version: story.version, on: true, reason: 'A court sits.' }, now)
    const { related, pageTags } = await beside(story.slug)
    expect(related).toEqual([])
    const change = async (version: number, fields: { label: string; broaderSlug: string | null }) => {
      await db.$executeRaw`delete from page_cache.tag`
      const same = { id: tag.id, type: 'theme' as const, aliases: [], description: '', doNotRelate: false }
      expect(await editTag(actor, { ...same, ...fields, version }, now)).toMatchObject({ ok: true })
      const ended = await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag`
      return pageTags.some((one) => ended.some((row) => row.tag === one))
    }
    expect(await change(1, { label: 'New name', broaderSlug: null })).toBe(true)
    expect(await change(2, { label: 'New name', broaderSlug: broad.slug })).toBe(true)
  })
})
