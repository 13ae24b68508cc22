/**
 * How right suggested tags are, on texts labelled by hand, and how fast: `npx tsx bench/suggest/run.ts [--misses]` looks at
 * every other text, `--final` at the rest, which is not to be tuned with (bench/README.md).
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type Suggestion, suggester } from '../../modules/tags/suggest'
import type { VocabularyTag } from '../../modules/tags/suggest-patterns'
import type { TagType } from '../../modules/tags/tag-types'
import { summary, table } from '../related/measure'

const TYPES = ['area', 'organisation', 'outcome', 'stage', 'theme'] as const satisfies readonly TagType[]
const ALIASES = 5_000
const WORDS = 1_000
const ROUNDS = 200

type Row = { slug: string; label: string; type: string; aliases: string }
const rows = parse(readFileSync('prisma/reference/tags.csv'), { columns: true, bom: true }) as Row[]
const vocabulary = rows.map(({ slug, label, type, aliases }): VocabularyTag => {
  return { slug, label, type: type as TagType, aliases: aliases === '' ? [] : aliases.split('|') }
})

type Text = { headline: string; text: string; tags: Set<string> }
const texts = readFileSync('bench/suggest/labelled.txt', 'utf8')
  .split('\n')
  .filter((line) => line.includes('::') && !line.startsWith('#'))
  .map((line): Text => {
    const [headline = '', text = '', tags = ''] = line.split('::').map((part) => part.trim())
    return { headline, text, tags: new Set(tags.split(' ').filter(Boolean)) }
  })

const final = process.argv.includes('--final')
const part = texts.filter((_, index) => index % 2 === (final ? 1 : 0))
const suggest = suggester(vocabulary)
const typeOf = new Map(vocabulary.map(({ slug, type }) => [slug, type]))
const found = part.map((one) => ({ ...one, suggestions: suggest({ headline: one.headline, standfirst: '', paragraphs: [one.text] }) }))

function score(type: TagType, counted: (one: Suggestion) => boolean) {
  let [right, given, wanted] = [0, 0, 0]
  for (const { suggestions, tags } of found) {
    const mine = suggestions.filter((one) => one.type === type && counted(one))
    given += mine.length
    right += mine.filter((one) => tags.has(one.slug)).length
    wanted += [...tags].filter((slug) => typeOf.get(slug) === type).length
  }
  const precision = given === 0 ? 1 : right / given
  const recall = wanted === 0 ? 1 : right / wanted
  return { right, given, wanted, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

const two = (value: number): string => value.toFixed(2)
const lines = TYPES.map((type) => {
  const [all, sure] = [score(type, () => true), score(type, (one) => one.confident)]
  return [type, String(all.wanted), two(all.precision), two(all.recall), two(all.f1), two(sure.precision), two(sure.recall)]
})
const sure = TYPES.map((type) => score(type, (one) => one.confident))
const sureRight = sure.reduce((sum, one) => sum + one.right, 0) / sure.reduce((sum, one) => sum + one.given, 0)
process.stdout.write(`${part.length} texts${final ? ', looked at once' : ', to tune with'}\n`)
process.stdout.write(`${table(['type', 'wanted', 'precision', 'recall', 'F1', 'ticked: precision', 'recall'], lines)}\n`)
process.stdout.write(`of all that is ticked beforehand ${(sureRight * 100).toFixed(1)} % is right\n`)

if (process.argv.includes('--misses'))
  for (const { headline, text, tags, suggestions } of found) {
    const judged = suggestions.filter((one) => (TYPES as readonly string[]).includes(one.type))
    const wrong = judged.filter((one) => !tags.has(one.slug)).map((one) => `+${one.slug}${one.confident ? '!' : ''}`)
    const missed = [...tags].filter((slug) => !judged.some((one) => one.slug === slug)).map((slug) => `-${slug}`)
    if (wrong.length + missed.length > 0) process.stdout.write(`${headline} :: ${text}\n    ${[...wrong, ...missed].join(' ')}\n`)
  }

const many = vocabulary.concat(
  Array.from({ length: ALIASES }, (_, at) => ({
    slug: `made-${at}`,
    label: `Made body ${at} of place ${at % 97}`,
    type: 'organisation' as const,
    aliases: [],
  })),
)
const wide = suggester(many)
const words = texts
  .flatMap((one) => one.text.split(' '))
  .concat(texts.flatMap((one) => one.text.split(' ')))
  .slice(0, WORDS)
const story = { headline: 'A story of a thousand words', standfirst: '', paragraphs: [words.join(' ')] }
const times = Array.from({ length: ROUNDS }, () => {
  const begun = performance.now()
  wide(story)
  return performance.now() - begun
})
process.stdout.write(`${many.length} tags, ${words.length} words: p50 ${two(summary(times).p50)} ms, p99 ${two(summary(times).p99)} ms\n`)
