import 'server-only'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import type { Body } from '@/modules/articles/body'
import { type BodyLine, linesOfBody, saidLines } from '@/modules/articles/body-lines'
import { withFacts } from '@/modules/articles/queries/facts'
import { checkStory } from '@/modules/inspections/check-story'
import { readRecord } from '@/modules/inspections/queries'
import type { PictureUse } from '@/modules/media/schema'
import type { Finding } from '@/modules/style/check-copy'
import { rememberFindings, restRules } from '@/modules/style/commands/remember-findings'
import { ageOf, checkPlainEnglish, type PlainFinding } from '@/modules/style/plain-english'
import { askedBy } from '@/modules/style/plain-notes'
import { listLeftFindings, readRulesInUse, readStyleSettings } from '@/modules/style/queries'
import { replacementOf, type StyleRule } from '@/modules/style/rules'
import { WORDS_MAX_CHARACTERS } from '@/modules/style/schema'
import { isSlip, SLIP_RULES } from '@/modules/style/slips'
import { timedCheck } from '@/modules/style/timed-check'
import type { LeftFinding } from '@/modules/style/views'
import { readSuggester } from '@/modules/tags/queries/read-suggester'
import { CHECKED_CHARACTERS_MAX, type Check, type CheckPlace, type StoryChecks } from '../checks'
import type { CheckWordsInput } from '../schema'

/** `day`: when readers had it first. */
type Asked = { stored: boolean; mayWrite: boolean; day: string | null }

/** The story asked about. Throws NotFound for one this person may not open. */
async function storyAsked(actor: Actor, articleId: string | null, now: Date): Promise<Asked> {
  permit(actor, 'article.read')
  if (articleId === null) return { stored: false, mayWrite: false, day: null }
  const select = { id: true, createdById: true, sensitive: true, embargoUntil: true, firstPublishedAt: true } as const
  const story = await db.article.findUnique({ where: { id: articleId }, select })
  if (!story || !(await mayOpenStory(db, actor, story, now))) throw new NotFound('There is no such story. It may have been deleted.')
  const own = actor.kind === 'person' && actor.id === story.createdById
  const mayWrite = can(actor, own ? 'article.edit-own' : 'article.edit-any')
  return { stored: true, mayWrite, day: story.firstPublishedAt?.toISOString() ?? null }
}

/**
 * What house style and record say of the words as they stand on the page, in their order; what was left as it is says so.
 * The findings of the page that writes are remembered (modules/style/commands/remember-findings.ts).
 */
export async function checkWords(actor: Actor, input: CheckWordsInput, now: Date): Promise<StoryChecks> {
  const story = await storyAsked(actor, input.articleId, now)
  const [{ rules, resting }, { suggest }, record, settings, left] = await Promise.all([
    readRulesInUse(actor),
    readSuggester(db),
    readRecord(actor),
    readStyleSettings(actor),
    story.stored && input.articleId ? listLeftFindings(actor, input.articleId) : [],
  ])
  const { lines, unread } = checkedLines(linesOfBody(await withFacts(db, input.body)))
  const { headline, standfirst } = input
  const copy = {
    headline,
    standfirst,
    paragraphs: lines.map(({ text }) => text),
    date: input.storyDate ?? story.day,
    said: saidLines(lines),
  }
  const { hits, ranOut } = timedCheck(rules, copy)
  const findings = checkStory(copy, { rules, hits, suggest, ...record }, now)
  const told = viewsOf(findings, { rules, left, placeOf: placing(headline, standfirst, lines) })
  const plainStory = { headline, standfirst, lines, pictures: picturesOf(input.body, input.leadPicture) }
  const checks = [...told, ...plainViews(checkPlainEnglish(plainStory, askedBy(rules)), lines, left)]
  // Whoever only reads stories puts no rule to rest.
  if (can(actor, 'article.create')) await restRules(actor, ranOut, now)
  if (input.writes && story.mayWrite && input.articleId) {
    // Sentences are written anew at every pause: only what is house style or record is worth counting.
    const found = told
      .filter(({ words }) => !words.includes('\0'))
      .map(({ rule, words }) => ({ rule, words: words.slice(0, WORDS_MAX_CHARACTERS) }))
    const asked = [...SLIP_RULES, ...rules.flatMap(({ id }) => (ranOut.includes(id) ? [] : id))]
    await rememberFindings(actor, { articleId: input.articleId, found, asked, unread }, now)
  }
  const reading = { ...ageOf(plainStory), target: settings.readingAge }
  return { checks, skipped: [...resting, ...ranOut], cut: unread !== '', reading, mayManage: can(actor, 'style.edit') }
}

/** `unread`: the words of the lines that are too many. */
function checkedLines(all: readonly BodyLine[]): { lines: BodyLine[]; unread: string } {
  let characters = 0
  const lines = all.filter(({ text }) => {
    characters += text.length + 1
    return characters <= CHECKED_CHARACTERS_MAX
  })
  const unread = all.slice(lines.length).map(({ text }) => text)
  return { lines, unread: unread.join('\n').replaceAll('\0', '') }
}

type Placing = (start: number, end: number) => CheckPlace

/** From characters of the whole text to the field and the line; what goes on in the next line ends with the first. */
function placing(headline: string, standfirst: string, lines: readonly BodyLine[]): Placing {
  const standfirstAt = headline.length + 1
  const starts: number[] = []
  let at = standfirstAt + standfirst.length + 1
  for (const { text } of lines) {
    starts.push(at)
    at += text.length + 1
  }
  return (start, end) => {
    if (start < standfirstAt) return { field: 'headline', line: null, from: start, to: Math.min(end, headline.length) }
    if (start < (starts[0] ?? at)) {
      const to = Math.min(end - standfirstAt, standfirst.length)
      return { field: 'standfirst', line: null, from: start - standfirstAt, to }
    }
    const index = starts.findLastIndex((one) => one <= start)
    const [line, from] = [lines[index], start - (starts[index] ?? 0)]
    const before = lines.slice(0, index).filter(({ kind }) => kind !== 'attribution').length
    return {
      field: 'body',
      line: line?.kind === 'attribution' ? null : before,
      from,
      to: Math.min(end - start + from, line?.text.length ?? 0),
    }
  }
}

type Known = { rules: readonly StyleRule[]; left: readonly LeftFinding[]; placeOf: Placing }

function viewsOf(findings: readonly Finding[], { rules, left, placeOf }: Known): Check[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const times = new Map<string, number>()
  return findings.map((finding) => {
    const { rule: id, severity, text: words, suggestion: advice } = finding
    const rule = byId.get(id)
    const name = `${id} ${words}`
    const nth = times.get(name) ?? 0
    times.set(name, nth + 1)
    const source = /https?:\/\/\S+$/.exec(finding.reason)?.[0] ?? null
    return {
      ...placeOf(finding.start, finding.end),
      key: `${name} ${nth}`,
      group: rule || isSlip(id) ? 'style' : 'record',
      rule: id,
      severity,
      words,
      advice,
      reason: source ? finding.reason.slice(0, -source.length).replace(/:? *$/, '') : finding.reason,
      source,
      fix: rule ? replacementOf(rule, words) : (finding.fix ?? null),
      left: leftIn(left, id, words),
    }
  })
}

const picturesOf = (body: Body, lead: PictureUse | null) => [
  ...(lead ? [lead] : []),
  ...body.content.flatMap((block) => (block.type === 'picture' ? [block.attrs] : [])),
]

const leftIn = (left: readonly LeftFinding[], rule: string, words: string): Check['left'] => {
  const kept = left.find((one) => one.rule === rule && one.words === words.slice(0, WORDS_MAX_CHARACTERS))
  return kept ? { reason: kept.reason, by: kept.by } : null
}

function plainViews(findings: readonly PlainFinding[], lines: readonly BodyLine[], left: readonly LeftFinding[]): Check[] {
  return findings.map(({ rule, line, start, end, text, advice, reason }, at) => {
    const before = line === null ? null : lines.slice(0, line).filter(({ kind }) => kind !== 'attribution').length
    const place = { field: 'body' as const, line: before, from: start, to: end }
    // By its order among its like: the words themselves change with every key.
    const nth = findings.slice(0, at).filter((one) => one.rule === rule).length
    const said = { severity: 'note' as const, words: text, advice, reason, source: null, fix: null, left: leftIn(left, rule, text) }
    return { ...place, key: `${rule} ${nth}`, group: 'plain', rule, ...said }
  })
}
