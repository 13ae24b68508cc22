import { describe, expect, it } from 'vitest'
import { plainText } from '@/modules/articles/body'
import { publishingAdvice, publishingProblems } from '@/modules/articles/rules'
import { boards, houseStyle, inspections, longDay, longRange, OFFICIAL_SENTENCE, type Outcome, tagSlugs } from './record'
import { exchangeParagraph, readStoryFiles, type StoryFile, storyBody } from './story-file'

const stories = readStoryFiles()
const byId = new Map(inspections.map((row) => [row.id, row]))
/** Everything a reader of the story would read before its sources, in every version of it. */
const wording = (story: StoryFile): string =>
  [story.headline, story.standfirst, ...story.body.map(partText), story.told?.now ?? '', story.unpublished?.now ?? ''].join('\n')

function partText(part: StoryFile['body'][number]): string {
  if (typeof part === 'string') return part
  if ('heading' in part) return part.heading
  if ('list' in part) return part.list.join('\n')
  if ('steps' in part) return part.steps.join('\n')
  return 'quotation' in part ? part.quotation : part.table.map((row) => row.join(' | ')).join('\n')
}

const MONTH = 'January|February|March|April|May|June|July|August|September|October|November|December'

/** Days that are in no inspection record, and the page each comes from. */
const OTHER_DAYS: Record<string, string> = {
  '1 July 2022': 'integrated care boards replace clinical commissioning groups: domain notes, section 4',
  '31 December 2025': 'a day to count by',
  '26 June 2026': 'the last report in the record',
  '5 June 2025': 'Lancashire improvement notice: the county council’s page',
  '8 September 2025': 'Ealing is told: egfl.org.uk',
  '18 September 2025': 'Ealing, work off site: egfl.org.uk',
  '28 November 2025': 'written answer 92647: parallelparliament.co.uk',
  '6 October 2025': 'Hertfordshire monitoring announced: hertsparentcarers.org.uk',
  '23 February 2026': 'white paper published: Healthwatch Brighton and Hove',
  '18 May 2026': 'its consultation ends: Healthwatch Brighton and Hove',
  '1 April 2026': 'boards merge: ministerial statement of 9 September 2025',
  '1 April 2027': 'East Surrey and West Surrey: surreylgrhub.org',
  '1 April 2028': 'other counties: wikimili.com',
}

describe('the demo stories', () => {
  it('are 38 to 44, in every state', () => {
    expect(stories.length).toBeGreaterThanOrEqual(38)
    expect(stories.length).toBeLessThanOrEqual(44)
    expect(stories.filter((story) => story.state === 'draft')).toHaveLength(3)
    expect(stories.filter((story) => story.state === 'withdrawn')).toHaveLength(2)
    expect(stories.filter((story) => story.told)).toHaveLength(1)
    expect(stories.filter((story) => story.unpublished)).toHaveLength(1)
  })

  it('have headlines and addresses of their own', () => {
    expect(new Set(stories.map((story) => story.headline)).size).toBe(stories.length)
    expect(new Set(stories.map((story) => story.standfirst)).size).toBe(stories.length)
  })

  it.each(stories)('$slug could be published as it stands', (story) => {
    const body = storyBody(story)
    expect(publishingProblems({ headline: story.headline, standfirst: story.standfirst, body })).toEqual([])
    expect(publishingAdvice({ headline: story.headline, standfirst: story.standfirst, body, tags: story.tags })).toEqual([])
    const words = story.body.map(partText).join(' ').split(/\s+/).length
    expect(words).toBeGreaterThanOrEqual(150)
    expect(words).toBeLessThanOrEqual(400)
    for (const change of [story.told, story.unpublished])
      if (change) expect(plainText(storyBody(exchangeParagraph(story, change)))).not.toBe('')
  })

  it.each(stories)('$slug has tags, records and hand-made links that exist', (story) => {
    expect(story.tags.filter((tag) => !tagSlugs.has(tag))).toEqual([])
    expect(new Set(story.tags).size).toBe(story.tags.length)
    expect(story.records.filter((id) => !byId.has(id))).toEqual([])
    // A hand-made link may wait for a draft; readers see it once that is live.
    const others = stories.filter((other) => other.state !== 'withdrawn' && other.slug !== story.slug).map((other) => other.headline)
    expect((story.relatedHeadlines ?? []).filter((headline) => !others.includes(headline))).toEqual([])
  })
})

describe('the facts in the demo stories', () => {
  it.each(stories)('$slug is no older than what it reports, and signed by a desk', (story) => {
    const latest =
      story.records
        .map((id) => byId.get(id)?.published ?? '')
        .sort()
        .at(-1) ?? ''
    // Ealing’s first story announces the inspection whose report is its record.
    if (story.slug !== 'ealing-inspection-announced') expect(story.publishedAt.slice(0, 10) >= latest).toBe(true)
    expect(story.publishedAt >= '2023-01-01' && story.publishedAt < '2026-11-21').toBe(true)
    expect(story.byline).toMatch(/^Throughline (newsdesk|data desk)$/)
    const others = [story.told?.at, story.withdrawnAt].filter((at) => at !== undefined)
    expect(others.every((at) => at > story.publishedAt && at < '2026-11-21')).toBe(true)
  })

  it.each(stories)('$slug states only days that its records or a named page give', (story) => {
    const rows = story.records.flatMap((id) => byId.get(id) ?? [])
    const allowed = rows.flatMap((row) => [
      ...[row.published, row.onsiteStart, row.onsiteEnd].filter((day) => day !== '').map(longDay),
      ...(row.onsiteStart === '' ? [] : [longRange(row.onsiteStart, row.onsiteEnd)]),
      row.previous.replace(/^ended /, '').replace(/^(\d+) (\w+)(?: \d{4})? to (\d+) \2 (\d{4})$/, '$1 to $3 $2 $4'),
      row.previous.split(' to ').at(-1) ?? '',
    ])
    const known = new Set([...allowed, ...Object.keys(OTHER_DAYS)])
    const days = wording(story).match(new RegExp(`(\\d{1,2}( (${MONTH}))? to )?\\d{1,2} (${MONTH}) \\d{4}`, 'g')) ?? []
    expect(days.filter((day) => !known.has(day))).toEqual([])
  })

  it.each(stories)('$slug has tables that agree with the record row by row', (story) => {
    for (const part of story.body) {
      if (typeof part === 'string' || !('table' in part)) continue
      const [head, ...rows] = part.table
      if (head?.[0] !== 'Area') continue
      for (const row of rows) {
        const cell = (name: string): string | undefined => row[head.indexOf(name)]
        const record = story.records.map((id) => byId.get(id)).find((found) => found?.area === row[0])
        expect(record, `${row[0]} is among the story’s records`).toBeDefined()
        if (!record) continue
        if (head.includes('On site')) expect(cell('On site')).toBe(longRange(record.onsiteStart, record.onsiteEnd))
        if (head.includes('Report published')) expect(cell('Report published')).toBe(longDay(record.published))
        if (head.includes('Outcome')) expect(cell('Outcome')).toBe(record.outcome)
      }
    }
  })
})

describe('the words and names in the demo stories', () => {
  it.each(stories)('$slug quotes official sentences only, and the right one', (story) => {
    for (const part of story.body) {
      if (typeof part === 'string' || !('quotation' in part)) continue
      const outcome = (Object.keys(OFFICIAL_SENTENCE) as Outcome[]).find((key) => OFFICIAL_SENTENCE[key] === part.quotation)
      expect(outcome, part.quotation).toBeDefined()
      expect(part.organisation).toBe('Ofsted and the Care Quality Commission')
      if (story.records[0] !== undefined) expect(byId.get(story.records[0])?.outcome).toBe(outcome)
    }
  })

  it.each(stories.filter((story) => story.tags.some((tag) => tag.startsWith('outcome-')) && story.records.length > 0))(
    '$slug carries the outcome of a record it rests on',
    (story) => {
      const label = { 'outcome-positive': 'Typically positive', 'outcome-inconsistent': 'Inconsistent' } as Record<string, string>
      const claimed = story.tags
        .filter((tag) => tag.startsWith('outcome-'))
        .map((tag) => label[tag] ?? 'Widespread and/or systemic failings')
      const recorded = story.records.map((id) => byId.get(id)?.outcome)
      expect(claimed.filter((outcome) => !recorded.includes(outcome as Outcome))).toEqual([])
    },
  )

  it.each(stories)('$slug names boards of its own areas', (story) => {
    const ofAreas = new Set(story.records.flatMap((id) => byId.get(id)?.boards ?? []))
    const named = story.tags.filter((tag) => tag.startsWith('nhs-') && tag.endsWith('-icb'))
    const shortNames = named.map((tag) => boards.find((board) => board.slug === tag)?.short_name ?? tag)
    expect(shortNames.filter((name) => !ofAreas.has(name))).toEqual([])
  })

  it.each(stories)('$slug cites the report of the inspection it is first about', (story) => {
    const first = story.records.map((id) => byId.get(id)).find((row) => row?.full)
    const cites = story.sources.map((source) => source.url)
    if (first)
      expect(cites.some((url) => story.records.some((id) => byId.get(id)?.sourceUrl === url) || url.includes('data-to-insight'))).toBe(true)
  })
})

describe('the wording of the demo stories', () => {
  it.each(stories)('$slug cites nothing that appeared after it', (story) => {
    const last = story.told?.at ?? story.publishedAt
    for (const { text } of story.sources) {
      const [, day = '1', month = '', year = ''] = new RegExp(`(?:(\\d{1,2}) )?(${MONTH}) (\\d{4})\\)$`).exec(text) ?? []
      if (year !== '') expect(Date.parse(`${day} ${month} ${year} UTC`), text).toBeLessThanOrEqual(Date.parse(last))
    }
  })

  it.each(stories)('$slug keeps to the house style', (story) => {
    const text = story.body.map(partText).join('\n')
    const always = houseStyle.filter((rule) => rule.severity !== 'note' && ['any', 'area-send', 'inspection'].includes(rule.context ?? ''))
    for (const rule of always) {
      const found = text.replace(/‘[^’]*’(?=[\s.,;:)?])/g, '').match(new RegExp(rule.pattern ?? '', rule.flags))
      expect(found?.[0] ?? null, `${rule.id}: ${rule.reason}`).toBeNull()
    }
    for (const [short, full] of [
      ['SEND', 'special educational needs and/or disabilities (SEND)'],
      ['CQC', 'Care Quality Commission (CQC)'],
      ['ICB', 'integrated care board'],
      ['EHC', 'education, health and care (EHC)'],
      ['DfE', 'Department for Education (DfE)'],
    ] as const) {
      const first = text.search(new RegExp(`\\b${short}s?\\b`))
      if (first !== -1)
        expect(text.slice(Math.max(0, first - 60), first + 8).toLowerCase(), short).toContain(full.toLowerCase().slice(0, 18))
    }
  })

  it('share no more than a few sentences with one another', () => {
    const grams = stories.map((story) => {
      const words = story.body
        .filter((part) => typeof part === 'string' || 'list' in part || 'steps' in part)
        .map(partText)
        .join(' ')
        .toLowerCase()
        .replace(/children and young people with special educational needs and\/or disabilities \(send\)/g, 'send')
        .split(/[^\p{L}\d]+/u)
      return new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')))
    })
    for (const [a, left] of grams.entries())
      for (const [b, right] of grams.entries()) {
        if (b <= a) continue
        const shared = [...left].filter((gram) => right.has(gram)).length / Math.min(left.size, right.size)
        expect(shared, `${stories[a]?.slug} and ${stories[b]?.slug}`).toBeLessThan(0.15)
      }
  })
})
