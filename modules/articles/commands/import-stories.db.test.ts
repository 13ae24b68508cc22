import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { readTextLines } from '@/lib/text-lines'
import { systemActor } from '@/modules/access/actor'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { findPublishedStory, listPublishedStories } from '../published'
import { getArticleForEditing, getHistory } from '../queries'
import type { StoryInput } from '../schema'
import { exportStories } from './export-stories'
import { fillWaitingPins } from './fill-waiting-pins'
import { type ImportReport, importStories } from './import-stories'
import { publishArticle } from './publish-article'
import { saveDraft } from './save-draft'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')
const actor = systemActor('Import', 'test')
const story = (fields: object) => JSON.stringify({ headline: 'A headline', body: ['One paragraph.'], ...fields })

async function importText(
  text: string | string[],
  options: { publish?: boolean; dryRun?: boolean; notes?: string[] } = {},
): Promise<ImportReport> {
  const bytes = new TextEncoder().encode(Array.isArray(text) ? text.join('\n') : text)
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
  }
  const lines = readTextLines(chunks(), 100_000)
  return importStories(actor, { lines, publish: false, dryRun: false, onNote: (note) => options.notes?.push(note), ...options }, now)
}

async function tag(slug: string, type: string): Promise<void> {
  await db.tag.create({ data: { slug, label: slug, type } })
}

describe('Importing stories', () => {
  it('stores each line as a draft and says what became of it', async () => {
    await tag('plans', 'theme')
    const report = await importText([
      story({
        id: 'one',
        headline: 'First of the file',
        standfirst: 'In short.',
        date: '2026-05-01',
        tags: ['plans'],
        source_url: 'https://example.org/a',
      }),
      story({ headline: 'Second of the file' }),
    ])
    const second = await db.article.findUniqueOrThrow({ where: { slug: 'second-of-the-file' } })
    expect(report).toEqual({
      stories: [
        { id: 'one', slug: 'first-of-the-file', state: 'draft' },
        { id: second.id, slug: 'second-of-the-file', state: 'draft' },
      ],
      pins: [],
      missed: [],
      refused: [],
    })
    const first = await db.article.findUniqueOrThrow({ where: { importId: 'one' }, include: { headRevision: { include: { tags: true } } } })
    expect(first.headRevision).toMatchObject({
      standfirst: 'In short.',
      sourceUrl: 'https://example.org/a',
      storyDate: new Date('2026-05-01T12:00:00Z'),
      tags: [{}],
    })
  })

  it('publishes them once all are stored, oldest first, each with its own date', async () => {
    const report = await importText(
      [story({ headline: 'Newer', date: '2026-03-01' }), story({ headline: 'Older', date: '2026-01-01T09:30:00+01:00' })],
      { publish: true },
    )
    expect(report.stories.map(({ slug, state }) => [slug, state])).toEqual([
      ['newer', 'live'],
      ['older', 'live'],
    ])
    const { items } = await listPublishedStories()
    expect(items.map((item) => [item.slug, item.firstPublishedAt.toISOString()])).toEqual([
      ['newer', '2026-03-01T12:00:00.000Z'],
      ['older', '2026-01-01T08:30:00.000Z'],
    ])
    const order = await db.auditEvent.findMany({ where: { kind: 'article.published' }, orderBy: { id: 'asc' } })
    expect(order.map((event) => (event.detail as { slug: string }).slug)).toEqual(['older', 'newer'])
  })
})

describe('An import of several stories', () => {
  it('makes a related headline a link when it names a story, also a later one of the file, and reports the rest', async () => {
    await liveArticle({ headline: 'Board’s plan — “agreed”' })
    const report = await importText(
      [
        story({ headline: 'First', related_headlines: ['second', "Board's plan - 'Agreed'", 'Nobody wrote this'] }),
        story({ headline: 'Second', related_headlines: ['First', 'Second'] }),
      ],
      { publish: true },
    )
    expect(report.pins).toEqual([
      { from: 'first', headline: 'second', to: 'second' },
      { from: 'first', headline: "Board's plan - 'Agreed'", to: 'boards-plan-agreed' },
      { from: 'second', headline: 'First', to: 'first' },
    ])
    expect(report.missed).toEqual([
      { from: 'first', headline: 'Nobody wrote this' },
      { from: 'second', headline: 'Second' },
    ])
    expect(await db.publishedPin.count()).toBe(3)
  })

  it('offers near matches of what is missed, links none of them, and foretells the same', async () => {
    await liveArticle({ headline: 'Kent council and NHS told to act on EHC plans', now })
    const lines = [
      story({
        id: 'a',
        headline: 'A',
        related_headlines: ['Kent council and the NHS told to act on EHC plans', 'Nobody wrote anything like this'],
      }),
      story({
        id: 'b',
        headline: 'B',
        related_headlines: ['Kent council and NHS told to act on EHC plans in 2025', 'Families wait for theirs'],
      }),
      story({ id: 'c', headline: 'Families waits for theirs' }),
    ]
    const close = [
      {
        from: 'a',
        headline: 'Kent council and the NHS told to act on EHC plans',
        to: 'kent-council-and-nhs-told-to-act-on-ehc-plans',
        likeness: 0.91,
      },
      { from: 'b', headline: 'Families wait for theirs', to: 'families-waits-for-theirs', likeness: 0.96 },
    ]
    for (const dryRun of [true, false]) {
      const report = await importText(lines, { dryRun })
      expect(report.missed).toHaveLength(4)
      expect(report.pins).toEqual([])
      expect(report.close).toEqual(close)
    }
    expect(await db.revisionPin.count({ where: { targetId: { not: null } } })).toBe(0)
  })

  it('only looks when asked to, and foretells the same', async () => {
    const lines = [
      story({ id: 'a', headline: 'Same' }),
      story({ id: 'b', headline: 'Same', related_headlines: ['Same', 'Other'] }),
      story({ headline: 'Other', tags: ['none'] }),
    ]
    const dry = await importText(lines, { dryRun: true, publish: true })
    expect(await db.article.count()).toBe(0)
    const real = await importText(lines, { publish: true })
    expect(dry.stories).toEqual(real.stories)
    expect(dry.refused).toEqual(real.refused)
    expect(dry.missed).toEqual(real.missed)
  })

  it('is for editors', async () => {
    const author = await makeUser({ role: 'author' })
    await expect(importStories(author.actor, { lines: [], publish: false, dryRun: true }, now)).rejects.toBeInstanceOf(NotAllowed)
  })
})

describe('A bad line', () => {
  const cases: [string, string, string, RegExp][] = [
    ['no JSON', '{"headline":', '', /not JSON/],
    ['no object', '["headline"]', '', /not a story/],
    ['an unknown key', story({ colour: 'red' }), 'colour', /no field of this name/],
    ['the key __proto__', '{"headline":"A","body":["b"],"__proto__":{"x":1}}', '__proto__', /no field of this name/],
    ['the key constructor', story({ constructor: {} }), 'constructor', /no field of this name/],
    ['no headline', JSON.stringify({ body: ['b'] }), 'headline', /Enter a headline/],
    ['a blank headline', story({ headline: '   ' }), 'headline', /Enter a headline/],
    ['a headline of 201 characters', story({ headline: 'x'.repeat(201) }), 'headline', /200 characters or fewer/],
    ['NUL in the headline', story({ headline: 'a\u0000b' }), 'headline', /NUL/],
    ['half a character in the standfirst', `{"headline":"A","standfirst":"\\ud800","body":["b"]}`, 'standfirst', /half a character/],
    ['a body that is no list', story({ body: 'text' }), 'body', /document/],
    ['a body of numbers', story({ body: [1] }), 'body', /list of paragraphs/],
    ['NUL in the body', story({ body: ['a\u0000b'] }), 'body', /NUL/],
    [
      'a script link',
      story({
        body: {
          type: 'doc',
          content: [
            {
              type: 'paragraph',
              content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'JaVaScript:alert(1)' } }] }],
            },
          ],
        },
      }),
      'body',
      /leads nowhere/,
    ],
    ['an unknown node', story({ body: { type: 'doc', content: [{ type: 'iframe' }] } }), 'body', /iframe/],
    ['a date that is none', story({ date: '2026-02-30' }), 'date', /Enter a date/],
    ['a date in words', story({ date: 'yesterday' }), 'date', /Enter a date/],
    ['a date that is a number', story({ date: 5 }), 'date', /Enter a date/],
    ['an unknown tag', story({ tags: ['nothing-like-it'] }), 'tags', /There is no tag “nothing-like-it”/],
    ['a tag that is no slug', story({ tags: ['Not A Slug'] }), 'tags', /Choose tags/],
    ['200 tags', story({ tags: Array.from({ length: 200 }, (_, at) => `tag-${at}`) }), 'tags', /at most 40/],
    ['related headlines that are no list', story({ related_headlines: 'A' }), 'related_headlines', /list of headlines/],
    ['a source that is no web address', story({ source_url: 'javascript:alert(1)' }), 'source_url', /https/],
    ['a very long line', story({ body: ['x'.repeat(120_000)] }), '', /longer than/],
  ]

  it.each(cases)('with %s is refused by line and field', async (_, bad, field, message) => {
    const report = await importText([story({ headline: 'Good before' }), bad, story({ headline: 'Good after' })])
    expect(report.refused).toEqual([{ line: 2, field, message: expect.stringMatching(message) }])
    expect(report.stories.map((stored) => stored.slug)).toEqual(['good-before', 'good-after'])
    expect(await db.article.count()).toBe(2)
  })
})

describe('A line that is refused, or looks odd,', () => {
  it('reports everything that is wrong with it', async () => {
    const report = await importText([story({ headline: '', date: 'x', colour: 1 })])
    expect(report.refused.map(({ field }) => field).sort()).toEqual(['colour', 'date', 'headline'])
  })

  it('that has no text to publish is not stored when it was to be published', async () => {
    const report = await importText([story({ body: [] })], { publish: true })
    expect(report).toMatchObject({ stories: [], refused: [{ line: 1, field: 'body' }] })
    expect(await db.article.count()).toBe(0)
  })

  it('that repeats an id of the file is refused', async () => {
    const report = await importText([story({ id: 'a' }), '', story({ id: 'a' })])
    expect(report.refused).toEqual([{ line: 3, field: 'id', message: 'Line 1 has this id too' }])
  })

  it('that is not UTF-8 is refused', async () => {
    async function* chunks() {
      yield new Uint8Array([0x7b, 0xff, 0x7d, 0x0a])
    }
    const report = await importStories(actor, { lines: readTextLines(chunks(), 1_000), publish: false, dryRun: false }, now)
    expect(report.refused).toEqual([{ line: 1, field: '', message: 'The line is not UTF-8 text' }])
  })

  it('may stand among blank lines, with a byte order mark and Windows line ends', async () => {
    const report = await importText(`\ufeff${story({ headline: 'One' })}\r\n\r\n   \r\n${story({ headline: 'Two' })}\r\n{\r\n`)
    expect(report.stories.map((stored) => stored.slug)).toEqual(['one', 'two'])
    expect(report.refused.map(({ line }) => line)).toEqual([5])
  })
})

describe('Importing a story again', () => {
  it('does nothing when nothing differs, and says so', async () => {
    const lines = [story({ id: 'a', related_headlines: ['Later'] }), story({ id: 'b', headline: 'Later' })]
    await importText(lines)
    const notes: string[] = []
    const report = await importText(lines, { notes })
    expect(report.stories.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(notes).toEqual(['Line 1: a-headline is as it was.', 'Line 2: later is as it was.'])
    expect(await db.revision.count()).toBe(2)
  })

  it('keeps what a line has no place for: links to other sites where they stood, their end, notes, stories left out', async () => {
    const other = await liveArticle({ headline: 'Other', now })
    await liveArticle({ headline: 'One', now })
    const url = 'https://example.org/report'
    await importText(story({ id: 'a', related_headlines: ['One', 'Two'] }))
    const { id } = await db.article.findUniqueOrThrow({ where: { importId: 'a' } })
    const { actor: editor } = await makeUser()
    const before = await getArticleForEditing(editor, id)
    const pins = [
      { headline: 'One', targetId: null, expiresAt: '2026-12-02T00:00:00.000Z', note: 'Until then' },
      { headline: 'Elsewhere', targetId: null, url, datedOn: '2026-03-04' },
      { headline: 'Two', targetId: null },
    ]
    const { headline, standfirst, body, byline, evergreen, sourceUrl } = before
    const input = { headline, standfirst, body, byline, evergreen, sourceUrl, storyDate: null, tagSlugs: [], slug: null }
    await saveDraft(editor, { id, version: before.version, ...input, pins, exclusions: [{ targetId: other.id }] }, now)
    for await (const { line } of exportStories(actor)) if (line.id === 'a') expect(line.related_headlines).toEqual(['One', 'Two'])
    await importText(story({ id: 'a', related_headlines: ['Two', 'One'] }))
    const after = await getArticleForEditing(editor, id)
    expect(after.pins.map((pin) => [pin.headline, pin.url, pin.note, pin.expiresAt])).toEqual([
      ['Two', null, '', null],
      ['Elsewhere', url, '', null],
      ['One', null, 'Until then', '2026-12-02T00:00:00.000Z'],
    ])
    expect(after.exclusions.map((one) => one.targetId)).toEqual([other.id])
  })

  it('saves a draft again, and leaves its byline', async () => {
    const draft = await draftArticle({ byline: 'The desk', headline: 'Before' })
    const report = await importText([story({ id: draft.id, headline: 'After' })])
    expect(report.stories).toEqual([{ id: draft.id, slug: 'after', state: 'draft' }])
    const row = await db.article.findUniqueOrThrow({ where: { id: draft.id }, include: { headRevision: true } })
    expect(row.headRevision).toMatchObject({ number: 2, headline: 'After', byline: 'The desk' })
  })

  it('of a live story changes what readers see only with --publish, as a minor change', async () => {
    await importText([story({ id: 'a' })], { publish: true })
    await importText([story({ id: 'a', body: ['Corrected.'] })])
    expect(await findPublishedStory('a-headline')).toMatchObject({ story: { bodyText: 'One paragraph.' } })
    await importText([story({ id: 'a', body: ['Corrected.'] })], { publish: true })
    expect(await findPublishedStory('a-headline')).toMatchObject({ story: { bodyText: 'Corrected.', readersToldAt: null } })
    expect(await db.article.count()).toBe(1)
  })

  it('never brings back a withdrawn story', async () => {
    const gone = await withdrawnArticle()
    const report = await importText([story({ id: gone.id })], { publish: true })
    expect(report).toMatchObject({ stories: [], refused: [{ line: 1, field: 'id' }] })
    expect(await db.revision.count()).toBe(1)
  })
})

describe('A live story with unpublished changes', () => {
  async function edited(changes: Partial<StoryInput>) {
    const live = await liveArticle({ headline: 'In print', body: ['One paragraph.'] })
    await saveDraft(actor, { id: live.id, version: live.version, ...live.input, ...changes }, now)
    return live
  }
  const newest = async (id: string) => {
    const { headRevision } = await db.article.findUniqueOrThrow({ where: { id }, select: { headRevision: true } })
    return headRevision
  }

  it('keeps them when its export comes back: the line is refused, by name, also in a dry run', async () => {
    const live = await edited({ headline: 'Being rewritten', pins: [{ headline: 'New in the list', targetId: null }] })
    for (const options of [{ dryRun: true }, {}, { publish: true }]) {
      const report = await importText(await exportedLines(), options)
      expect(report.stories).toEqual([])
      expect(report.refused).toEqual([
        { line: 1, field: 'id', message: expect.stringMatching(/“In print” has unpublished changes.*Nothing was overwritten/) },
      ])
    }
    expect(await newest(live.id)).toMatchObject({ number: 2, headline: 'Being rewritten' })
    expect(await findPublishedStory(live.slug)).toMatchObject({ story: { headline: 'In print' } })
  })

  it('keeps those a line has no place for, and does not publish them', async () => {
    const live = await edited({ byline: 'Not yet agreed' })
    const report = await importText(await exportedLines(), { publish: true })
    expect(report).toMatchObject({ stories: [{ id: live.id, state: 'live' }], refused: [] })
    expect(await newest(live.id)).toMatchObject({ number: 2, byline: 'Not yet agreed' })
    expect(await findPublishedStory(live.slug)).toMatchObject({ story: { byline: '' } })
  })

  it('is saved again by a line that says something new, which is told, and the history has them', async () => {
    const live = await edited({ headline: 'Being rewritten' })
    const notes: string[] = []
    const report = await importText([story({ id: live.id, headline: 'Third wording' })], { notes })
    expect(report.refused).toEqual([])
    expect(notes).toEqual([expect.stringMatching(/^Line 1: saved in-print again \(headline, .*\) over unpublished changes.*history/)])
    expect(await newest(live.id)).toMatchObject({ number: 3, headline: 'Third wording' })
    expect(await db.revision.count({ where: { articleId: live.id, headline: 'Being rewritten' } })).toBe(1)
  })

  it('knows its own list again after a story in it got another headline', async () => {
    const target = await liveArticle({ headline: 'Old name' })
    const live = await liveArticle({ headline: 'In print', pins: [{ headline: 'Old name', targetId: target.id }] })
    await saveDraft(actor, { id: target.id, version: target.version, ...target.input, headline: 'New name' }, now)
    await publishArticle(actor, { id: target.id, version: target.version + 1, change: 'minor' }, now)
    await saveDraft(actor, { id: live.id, version: live.version, ...live.input, headline: 'Being rewritten' }, now)
    const report = await importText(await exportedLines())
    expect(report.refused.map(({ line }) => line)).toEqual([2])
    expect(await newest(live.id)).toMatchObject({ headline: 'Being rewritten' })
  })
})

describe('A link to a story later in the file', () => {
  it('is written under the story’s lock, and its page is rendered again when it is live', async () => {
    const holder = await liveArticle({ headline: 'Holder', pins: [{ headline: 'The report', targetId: null }] })
    const report = await draftArticle({ headline: 'The report' })
    await db.$executeRaw`truncate page_cache.tag`
    const pin = () => db.revisionPin.findFirstOrThrow({ where: { headlineKey: 'the report' }, select: { targetId: true } })
    let filling = Promise.resolve()
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`select id::text from article where id = ${holder.id}::uuid for update`
      filling = fillWaitingPins(actor, [holder.id])
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(await pin()).toEqual({ targetId: null })
    })
    await filling
    expect(await pin()).toEqual({ targetId: report.id })
    expect(await db.$queryRaw`select tag from page_cache.tag`).toEqual([{ tag: 'address:holder' }])
    expect(await db.article.findUniqueOrThrow({ where: { id: holder.id } })).toMatchObject({ version: holder.version })
    const { events } = await getHistory(actor, holder.id)
    expect(events[0]).toMatchObject({ actorName: 'Import', sentence: 'found “The report” for its related list' })
  })
})

describe('Exporting', () => {
  it('gives lines that change nothing where they came from', async () => {
    await importText([story({ id: 'a', headline: 'Without a date' }), story({ id: 'b', headline: 'Dated', date: '2026-01-02' })], {
      publish: true,
    })
    await draftArticle({ headline: 'A draft' })
    const notes: string[] = []
    await importText(await exportedLines(), { notes })
    expect(notes).toEqual(['Line 1: without-a-date is as it was.', 'Line 2: dated is as it was.', 'Line 3: a-draft is as it was.'])
    expect(await db.revision.count()).toBe(3)
  })

  it('gives lines that import into an empty newsroom as the same stories', async () => {
    await tag('plans', 'theme')
    await importText(
      [
        story({
          id: 'x',
          headline: 'First',
          standfirst: 'Short.',
          tags: ['plans'],
          date: '2026-01-02',
          related_headlines: ['Second', 'Missing'],
          source_url: 'https://example.org/',
        }),
        story({
          headline: 'Second',
          body: {
            type: 'doc',
            content: [
              { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Why' }] },
              {
                type: 'quotation',
                attrs: { speaker: '', role: 'Chair', organisation: 'The board' },
                content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Words.' }] }],
              },
            ],
          },
        }),
      ],
      { publish: true },
    )
    await draftArticle({ headline: 'A draft' })
    await withdrawnArticle({ headline: 'Withdrawn' })
    const lines = await exportedLines()
    expect(lines.map((line) => JSON.parse(line).headline)).toEqual(['First', 'Second', 'A draft'])
    await emptyDatabase()
    await tag('plans', 'theme')
    const report = await importText(lines)
    expect(report.refused).toEqual([])
    expect(await exportedLines()).toEqual(lines)
  })
})

describe('A line with the id of a story that is closed to whoever imports', () => {
  it.each([true, false])('is refused, tells nothing of the story and leaves the other lines alone (dry run: %s)', async (dryRun) => {
    const { actor: editor } = await makeUser({ role: 'editor' })
    const closed = await draftArticle({ headline: 'Canary of a closed story' })
    await importText(story({ id: 'from-elsewhere', headline: 'Canary from elsewhere' }))
    await db.article.updateMany({ data: { sensitive: true } })
    const lines = [
      story({ headline: 'Before' }),
      story({ id: closed.id, headline: 'Over it' }),
      story({ id: 'from-elsewhere', headline: 'Over this' }),
      story({ headline: 'After' }),
    ]
    const report = await importStories(editor, { lines: lines.map((text, at) => ({ number: at + 1, text })), publish: true, dryRun }, now)
    expect(report.stories.map(({ slug, state }) => [slug, state])).toEqual([
      ['before', 'live'],
      ['after', 'live'],
    ])
    expect(report.refused.map(({ line, field }) => [line, field])).toEqual([
      [2, 'id'],
      [3, 'id'],
    ])
    expect(JSON.stringify(report).toLowerCase()).not.toContain('canary')
  })
})

async function exportedLines(): Promise<string[]> {
  const lines: string[] = []
  for await (const { line } of exportStories(actor)) lines.push(JSON.stringify(line))
  return lines
}
