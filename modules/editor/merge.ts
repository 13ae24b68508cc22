/** Two texts that grew from one, put together: what only one side changed by itself, what both changed by choice. Pure. */
import { diff3Merge } from 'node-diff3'
import { type Block, type Body, validateBody } from '@/modules/articles/body'
import { FORM_LABELS, storedForm } from '@/modules/articles/form'
import { linesOf } from '@/modules/articles/text-diff'
import { type FormExclusion, type FormPin, isSamePin, type StoryForm } from './story-form'

export type Text = { form: StoryForm; body: Body }
export type Choice = 'mine' | 'theirs' | 'both'
export type Choices = Readonly<Record<string, Choice>>

/** A place that both have changed, in lines of words. `mayBoth`: both can stand, one after the other. */
export type Difference = { id: string; what: string; base: string[]; mine: string[]; theirs: string[]; mayBoth: boolean }

/** `mine`, `theirs`: how many places only one side has changed. */
export type Merge = {
  differences: Difference[]
  mine: number
  theirs: number
  /** The merged text; places without a choice are as they are in mine. */
  result: (choices: Choices) => Text
}

const FIELDS: Partial<Record<keyof StoryForm, string>> = {
  headline: 'Headline',
  standfirst: 'Standfirst',
  byline: 'Byline',
  storyDate: 'Date of the story',
  evergreen: 'Evergreen',
  form: 'Form of the story',
  sourceUrl: 'Source',
  slug: 'Address',
}
const LISTS: readonly string[] = ['tags', 'pins', 'exclusions']

/** Merges `mine` and `theirs`, which both grew from `base`. */
export function mergeStories(base: Text, mine: Text, theirs: Text): Merge {
  const fields = mergeFields(base.form, mine.form, theirs.form)
  const regions = mergeBlocks(base.body, mine.body, theirs.body)
  const blockDifferences = regions.flatMap((region) => (region.difference ? [region.difference] : []))
  return {
    differences: [...fields.differences, ...blockDifferences],
    mine: Math.max(0, fields.mine + countChanged(base.body, mine.body) - blockDifferences.length),
    theirs: Math.max(0, fields.theirs + countChanged(base.body, theirs.body) - blockDifferences.length),
    result: (choices) => ({ form: fields.result(choices), body: bodyOf(regions, choices) }),
  }
}

// ── fields ──────────────────────────────────────────────────────────────────────────────────────

type Field = keyof StoryForm
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

function mergeFields(base: StoryForm, mine: StoryForm, theirs: StoryForm) {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].filter((name) => !LISTS.includes(name)) as Field[]
  const both = names.filter((name) => !same(base[name], mine[name]) && !same(base[name], theirs[name]) && !same(mine[name], theirs[name]))
  const lists = {
    tags: mergeList(base.tags, mine.tags, theirs.tags, (one, other) => one.slug === other.slug),
    pins: mergePins(base.pins, mine.pins, theirs.pins),
    exclusions: mergeList(base.exclusions, mine.exclusions, theirs.exclusions, isSameExclusion),
  }
  const changedBy = (side: StoryForm, other: StoryForm) =>
    [...names, ...(LISTS as Field[])].filter(
      (name) => !same(base[name], side[name]) && !same(side[name], other[name]) && !both.includes(name),
    ).length
  const result = (choices: Choices): StoryForm => {
    const merged: Record<string, unknown> = { ...mine, ...lists }
    for (const name of names) {
      const takesTheirs = both.includes(name) ? choices[name] === 'theirs' : same(base[name], mine[name])
      merged[name] = takesTheirs ? theirs[name] : mine[name]
    }
    return merged as StoryForm
  }
  const differences = both.map(
    (name): Difference => ({
      id: name,
      what: FIELDS[name] ?? 'Picture above the story',
      base: [inWords(name, base[name])],
      mine: [inWords(name, mine[name])],
      theirs: [inWords(name, theirs[name])],
      mayBoth: false,
    }),
  )
  return { differences, mine: changedBy(mine, theirs), theirs: changedBy(theirs, mine), result }
}

function inWords(name: Field, value: unknown): string {
  if (name === 'form') return FORM_LABELS[storedForm(String(value))]
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'object' && value !== null && 'alt' in value) return `Picture: ${String(value.alt) || 'without words'}`
  return ''
}

const isSameExclusion = (one: FormExclusion, other: FormExclusion): boolean => one.target.id === other.target.id

/** What either side has added stays, what either has taken away goes; the order is theirs, then what is new of mine. */
function mergeList<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[], isSame: (one: T, other: T) => boolean): T[] {
  const has = (list: readonly T[], one: T) => list.some((other) => isSame(one, other))
  const kept = theirs.filter((one) => has(mine, one) || !has(base, one))
  return [...kept, ...mine.filter((one) => !has(theirs, one) && !has(base, one))]
}

/** As any list; where only one side has touched it, its order and notes are that side's. */
function mergePins(base: readonly FormPin[], mine: readonly FormPin[], theirs: readonly FormPin[]): FormPin[] {
  const said = (pins: readonly FormPin[]) => pins.map(({ close: _, target, ...pin }) => [pin, target?.id])
  if (same(said(base), said(mine))) return [...theirs]
  if (same(said(base), said(theirs))) return [...mine]
  return mergeList(base, mine, theirs, isSamePin)
}

// ── the body ────────────────────────────────────────────────────────────────────────────────────

type Region = { settled: Block[]; difference: null } | { mine: Block[]; theirs: Block[]; difference: Difference }

/** In the one stored form: a database keeps no order of keys. */
function blocksOf(body: Body): { keys: string[]; byKey: Map<string, Block> } {
  const checked = validateBody(body)
  const { content } = checked.ok ? checked.value : body
  const keys = content.map((block) => JSON.stringify(block))
  return { keys, byKey: new Map(keys.map((key, index) => [key, content[index] as Block])) }
}

function mergeBlocks(base: Body, mine: Body, theirs: Body): Region[] {
  const [o, a, b] = [blocksOf(base), blocksOf(mine), blocksOf(theirs)]
  const all = new Map([...o.byKey, ...a.byKey, ...b.byKey])
  const blocks = (keys: string[]) => keys.flatMap((key) => all.get(key) ?? [])
  const lines = (keys: string[]) => linesOf({ type: 'doc', content: blocks(keys) }).map(({ text }) => text)
  let met = 0
  return diff3Merge(a.keys, o.keys, b.keys).map(({ ok, conflict }): Region => {
    if (!conflict) return { settled: blocks(ok ?? []), difference: null }
    met += 1
    const difference = {
      id: `text-${met}`,
      what: conflict.a.length === 1 && conflict.b.length === 1 ? 'Paragraph' : 'Paragraphs',
      base: lines(conflict.o),
      mine: lines(conflict.a),
      theirs: lines(conflict.b),
      mayBoth: conflict.a.length > 0 && conflict.b.length > 0,
    }
    return { mine: blocks(conflict.a), theirs: blocks(conflict.b), difference }
  })
}

function bodyOf(regions: readonly Region[], choices: Choices): Body {
  const content = regions.flatMap((region): Block[] => {
    if (region.difference === null) return region.settled
    const choice = choices[region.difference.id] ?? 'mine'
    return [...(choice === 'theirs' ? [] : region.mine), ...(choice === 'mine' ? [] : region.theirs)]
  })
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

/** Places in which a text differs from the one it grew from. */
function countChanged(base: Body, side: Body): number {
  const [before, after] = [blocksOf(base).keys, blocksOf(side).keys]
  const [known, still] = [new Set(before), new Set(after)]
  return Math.max(after.filter((key) => !known.has(key)).length, before.filter((key) => !still.has(key)).length)
}
