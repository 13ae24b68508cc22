/** How fast a story is checked: `node --conditions=react-server --import tsx bench/checks/run.ts` (bench/README.md). */
import { bodyFromParagraphs } from '../../modules/articles/body'
import { linesOfBody } from '../../modules/articles/body-lines'
import { checkStory } from '../../modules/inspections/check-story'
import { boardNames } from '../../modules/inspections/record-bodies'
import { ageOf, checkPlainEnglish } from '../../modules/style/plain-english'
import { readRule } from '../../modules/style/rules'
import { shippedRules } from '../../modules/style/shipped-rules'
import { timedCheck } from '../../modules/style/timed-check'
import { readReference } from '../../modules/tags/reference'
import { suggester } from '../../modules/tags/suggest'
import { readStoryFiles } from '../../prisma/demo/story-file'
import { summary, table } from '../related/measure'

const SIZES = [500, 2_000, 8_000]
const ROUNDS = 200
/** As many as a newsroom may come to write: the shipped ones again, under other names. */
const OWN_RULES = 100

const reference = readReference('prisma/reference')
const shipped = shippedRules()
const own = Array.from({ length: OWN_RULES }, (_, at) => ({ ...(shipped[at % shipped.length] ?? shipped[0]), id: `OWN-${at + 1}` }))
const rules = [...shipped, ...own].flatMap((one) => (one.pattern ? [readRule(one as (typeof shipped)[number])] : []))
const boards = reference.tags.flatMap((tag) => {
  const areas = reference.companions
    .filter((one) => one.kind === 'board' && one.offered === tag.slug)
    .map((one) => one.tag.replace('area-', ''))
  return areas.length > 0 ? [{ names: boardNames(tag), areas }] : []
})
const knowledge = { suggest: suggester(reference.tags), areas: reference.areas, boards, records: reference.inspections }

/** Paragraphs of the demo stories, one story after the other, up to so many words. */
function paragraphsOf(words: number): string[] {
  const all = readStoryFiles().flatMap(({ body }) => body.filter((part): part is string => typeof part === 'string'))
  const taken: string[] = []
  for (let at = 0, count = 0; count < words; at += 1) {
    const paragraph = all[at % all.length] ?? ''
    taken.push(paragraph)
    count += paragraph.split(' ').length
  }
  return taken
}

const now = new Date('2026-11-22T10:00:00Z')
const lines = SIZES.flatMap((words) => {
  const paragraphs = paragraphsOf(words)
  const copy = { headline: 'Inspectors report on a partnership', standfirst: 'What they found.', paragraphs, date: '2026-11-20' }
  const parts = { headline: copy.headline, standfirst: copy.standfirst, lines: linesOfBody(bodyFromParagraphs(paragraphs)), pictures: [] }
  const timed = (run: () => unknown) => {
    for (let at = 0; at < 10; at += 1) run()
    return Array.from({ length: ROUNDS }, () => {
      const from = performance.now()
      run()
      return performance.now() - from
    })
  }
  const { hits } = timedCheck(rules, copy)
  const rows: [string, number[]][] = [
    ['patterns, under their limit', timed(() => timedCheck(rules, copy))],
    ['house style and record', timed(() => checkStory(copy, { rules, hits, ...knowledge }, now))],
    ['plain English, reading age', timed(() => [checkPlainEnglish(parts), ageOf(parts)])],
    [
      'all of it',
      timed(() => {
        const found = timedCheck(rules, copy)
        return [checkStory(copy, { rules, hits: found.hits, ...knowledge }, now), checkPlainEnglish(parts), ageOf(parts)]
      }),
    ],
  ]
  return rows.map(([what, times]) => {
    const { p50, p99 } = summary(times)
    return [words.toLocaleString('en-GB'), what, p50.toFixed(1), p99.toFixed(1)]
  })
})
process.stdout.write(`${rules.length} rules, ${reference.inspections.length} inspections\n`)
process.stdout.write(`${table(['words', 'what', 'p50 ms', 'p99 ms'], lines)}\n`)
