/**
 * The examples of related-news.md are what the product answers: each stands between its two marks in the file, and is
 * worked out here over stories of an invented region. WRITE_EXAMPLES=1 writes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { draft, inputOf, loadStories } from '@/bench/related/quality/load'
import { readStories } from '@/bench/related/quality/set'
import { londonDay } from '@/lib/dates'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { FORM_LABELS, STORY_FORMS } from '@/modules/articles/form'
import { forecastPublication } from '@/modules/related/commands/forecast-publication'
import { forecastSentence } from '@/modules/related/forecast'
import { explainAbsence, previewRelated } from '@/modules/related/queries'
import { DEFAULT_SETTINGS } from '@/modules/related/settings'
import { pointsOf } from '@/modules/tags/points'
import { TAG_TYPES, type TagType, tagTypeLabel } from '@/modules/tags/tag-types'

const FILE = join(import.meta.dirname, 'related-news.md')
const now = new Date('2026-06-15T10:00:00Z')
const actor = systemActor('Test', 'a test')

/** The story of the examples, not yet published, and those that are live. */
const TOLD = 'oa-charge-dropped'
const LIVE =
  'oa-taxis oa-deficit oa-charge oa-charge-protest oa-report oa-autism oa-beacon na-travel na-override we-travel we-internships th-deficit ex-travel ex-deficit re-on-time'
/** A live story, and an explainer that is related to it. */
const [DEFICIT, OVERRIDE] = ['th-deficit', 'na-override']
const ABSENT = ['re-on-time', 'na-travel', 'we-internships']

const story = (id: string) => {
  const found = readStories().find((one) => one.id === id)
  if (!found) throw new Error(`There is no story ${id}`)
  return found
}

const table = (heads: string[], rows: (string | number)[][]): string => {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
const whole = (thousandths: number): string => String(Math.round(thousandths / 1_000))

/** Points by type, in a newsroom of 1,000 stories, of a tag on so many of them. */
function pointsTable(): string {
  const on = [2, 10, 30, 100, 300]
  const of = (type: TagType) => on.map((df) => pointsOf({ type, slug: 'x' }, df, 1_000).own)
  const types = TAG_TYPES.filter((type) => type !== 'storyline').sort(
    (a, b) => DEFAULT_SETTINGS.weights[b] - DEFAULT_SETTINGS.weights[a] || TAG_TYPES.indexOf(a) - TAG_TYPES.indexOf(b),
  )
  const rows = types.map((type) => [tagTypeLabel[type].one, DEFAULT_SETTINGS.weights[type], ...of(type)])
  return table(['Type', 'Weight', ...on.map((df) => `on ${df}`)], rows)
}

async function freshnessTable(): Promise<string> {
  const { halfLives, freshFloor, evergreenFresh } = DEFAULT_SETTINGS
  const days = [0, 30, 90, 180, 365, 730, 1_460]
  const rows: (string | number)[][] = []
  for (const form of STORY_FORMS) {
    const aged = await db.$queryRaw<{ fresh: number }[]>`
      select related_fresh(false, ${now}::timestamptz - make_interval(days => d), ${now}::timestamptz, related_half_life('{}', ${form}),
        ${freshFloor}::float8, ${evergreenFresh}::float8) as fresh
      from unnest(${days}::int[]) as d`
    rows.push([FORM_LABELS[form], halfLives[form], ...aged.map((row) => row.fresh.toFixed(2))])
  }
  const still = days.map(() => evergreenFresh.toFixed(2))
  return table(['Form', 'Half-life', ...days.map((day) => `${day} days`)], [...rows, ['Evergreen, of any form', 'none', ...still]])
}

const unsaved = () => ({ articleId: null, ...inputOf(story(TOLD)) })

/** Where the points of the best link come from. */
async function sumTable(): Promise<string> {
  const [best] = await previewRelated(actor, unsaved(), now)
  if (best?.kind !== 'story') throw new Error('nothing is related')
  const shared = await db.$queryRaw<{ label: string; stories: number; points: number }[]>`
    select t.label, t.article_count as stories, case when p.own and t.slug = any (${story(TOLD).tags}::text[]) then t.points else t.inherited_points end as points
    from published_article a join published_article_tag p on p.article_number = a.number join published_tag t on t.id = p.tag_id
    where a.slug = ${best.slug} and not t.do_not_relate and t.id = any (tags_and_broader(array(select x.id from tag x where x.slug = any (${story(TOLD).tags}::text[]))))
    order by 3 desc`
  const rows = shared.map(({ label, stories, points }) => [`${label} (on ${stories} stories)`, points])
  const sum = shared.reduce((total, { points }) => total + points, 0)
  expect(sum).toBe(best.points)
  const days = `× freshness of ${londonDay(best.firstPublishedAt)}`
  const fresh = (best.score / 1_000 / best.points).toFixed(3)
  const head = `Under “${story(TOLD).headline}”, on ${londonDay(now)}, “${best.headline}” shares:`
  return `${head}\n\n${table(['Shared', 'Points'], [...rows, ['Together', sum], [days, fresh], ['Score', whole(best.score)]])}`
}

/** What the same link would score if it were a story of another form. */
async function formsTable(): Promise<string> {
  const read = story(DEFICIT)
  const link = (await previewRelated(actor, { articleId: null, ...inputOf(read) }, now, 20)).find(
    (one) => one.headline === story(OVERRIDE).headline,
  )
  if (link?.kind !== 'story') throw new Error('it is not related')
  const { freshFloor } = DEFAULT_SETTINGS
  const rows: (string | number)[][] = []
  for (const form of ['explainer', 'news', 'reaction'] as const) {
    const [aged] = await db.$queryRaw<{ fresh: number }[]>`
      select related_fresh(false, ${link.firstPublishedAt}::timestamptz, ${now}::timestamptz, related_half_life('{}', ${form}), ${freshFloor}::float8, 1) as fresh`
    const fresh = aged?.fresh ?? 0
    if (form === 'explainer') expect(Math.round(link.points * 1_000 * fresh)).toBe(link.score)
    rows.push([FORM_LABELS[form], link.points, fresh.toFixed(3), whole(link.points * 1_000 * fresh)])
  }
  const head = `On ${londonDay(now)}, under “${read.headline}”, “${link.headline}”, an explainer of ${londonDay(link.firstPublishedAt)}, and what it would be otherwise:`
  return `${head}\n\n${table(['If it were', 'Points', '× freshness', 'Score'], rows)}`
}

async function listTable(): Promise<string> {
  const links = await previewRelated(actor, unsaved(), now)
  return table(
    ['In related news:', 'Score', 'Reason'],
    links.map((link) => [link.headline, whole(link.score), link.reason]),
  )
}

async function absenceTable(): Promise<string> {
  const rows: string[][] = []
  for (const id of ABSENT) {
    const { headline } = story(id)
    rows.push([headline, (await explainAbsence(actor, { story: unsaved(), headline }, now)).sentence])
  }
  return table(['Why not this one?', 'Answer'], rows).replaceAll('---:', '---')
}

async function forecastBlock(): Promise<string> {
  const { id } = await draft(actor, story(TOLD), now)
  const outcome = await forecastPublication(actor, { id, story: null }, now)
  if (!outcome.ok) throw new Error('the forecast was refused')
  const rows = outcome.value.changed
    .filter(({ gains, loses }) => gains.length + loses.length > 0)
    .map(({ headline, loses }) => [headline, loses.map((link) => link.headline).join('; ') || 'nothing'])
  return `> ${forecastSentence(outcome.value, outcome.value.number)}\n\n${table(['Gains a link to it', 'Loses'], rows).replaceAll('---:', '---')}`
}

describe('The examples of related-news.md', () => {
  const file = readFileSync(FILE, 'utf8')
  beforeAll(async () => {
    await emptyDatabase()
    await loadStories(actor, LIVE.split(' ').map(story), now)
  })

  const examples: [string, () => string | Promise<string>][] = [
    ['points', pointsTable],
    ['freshness', freshnessTable],
    ['forms', formsTable],
    ['sum', sumTable],
    ['list', listTable],
    ['absence', absenceTable],
    ['forecast', forecastBlock],
  ]
  it.each(examples)('%s: as the product answers', async (name, make) => {
    const marks = new RegExp(`(<!-- example: ${name} -->\n\n)([\\s\\S]*?)(\n\n<!-- end -->)`)
    const made = await make()
    if (process.env.WRITE_EXAMPLES)
      writeFileSync(
        FILE,
        readFileSync(FILE, 'utf8').replace(marks, (_, from, __, to) => `${from}${made}${to}`),
      )
    else expect(marks.exec(file)?.[2]).toBe(made)
  })
})
