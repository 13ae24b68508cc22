/** Two versions of a story side by side: words, facts, tags, links made by hand, pictures. Pure. */
import { londonDay } from '@/lib/dates'
import type { PictureUse } from '@/modules/media/schema'
import type { Body } from './body'
import { FORM_LABELS, type FormOfStory } from './form'
import { picturesOf } from './pictures'
import { type DiffLine, diffBodies, diffWords, type Part } from './text-diff'

export type ComparedLink = { headline: string; url: string | null; expiresAt: Date | null; note: string }

export type ComparedVersion = {
  number: number
  headline: string
  standfirst: string
  body: Body
  byline: string
  storyDate: Date | null
  evergreen: boolean
  form: FormOfStory
  sourceUrl: string | null
  leadPicture: PictureUse | null
  tags: readonly string[]
  links: readonly ComparedLink[]
  leftOut: readonly string[]
  /** The file name of each picture. */
  pictures: ReadonlyMap<string, string>
}

export type ComparedFact = { name: string; parts: Part[] }
/** What went and what came; what stayed is only counted. */
export type ComparedList = { name: string; added: string[]; removed: string[]; same: number; reordered: boolean }
/** Parts that are the same are not there; `body` is null when no word of it differs. */
export type Comparison = { facts: ComparedFact[]; body: DiffLine[] | null; lists: ComparedList[] }

/** Everything that differs between two versions. */
export function compareVersions(before: ComparedVersion, after: ComparedVersion): Comparison {
  const facts = Object.entries(factsOf(before)).map(([name, value]) => ({ name, was: value, is: factsOf(after)[name] ?? '' }))
  const lines = diffBodies(before.body, after.body)
  const others = listsOf(after)
  return {
    facts: facts.filter(({ was, is }) => was !== is).map(({ name, was, is }) => ({ name, parts: diffWords(was, is) })),
    body: lines.every(({ kind }) => kind === 'same') ? null : lines,
    lists: Object.entries(listsOf(before)).flatMap(([name, list]) => compareLists(name, list, others[name] ?? [])),
  }
}

const factsOf = (version: ComparedVersion): Record<string, string> => ({
  Headline: version.headline,
  Standfirst: version.standfirst,
  Byline: version.byline,
  'Date of the story': version.storyDate ? londonDay(version.storyDate) : 'none',
  Source: version.sourceUrl ?? 'none',
  Form: FORM_LABELS[version.form],
  Evergreen: version.evergreen ? 'yes' : 'no',
})

const listsOf = (version: ComparedVersion): Record<string, readonly string[]> => ({
  Tags: version.tags,
  'Related list by hand': version.links.map(linkInWords),
  'Stories left out': version.leftOut,
  Pictures: picturesOf(version).map(({ use, place }) => pictureInWords(use, place, version.pictures)),
})

function linkInWords({ headline, url, expiresAt, note }: ComparedLink): string {
  const more = [url, expiresAt ? `until ${londonDay(new Date(expiresAt.getTime() - 1))}` : null, note || null].filter(Boolean)
  return more.length > 0 ? `${headline} (${more.join('; ')})` : headline
}

function pictureInWords({ mediaId, alt, decorative, caption }: PictureUse, place: string, names: ReadonlyMap<string, string>): string {
  const words = decorative ? 'decorative' : alt === '' ? 'no description' : `“${alt}”`
  const where = place === 'lead' ? 'above the story' : 'in the text'
  return [`${names.get(mediaId) ?? 'a picture'} ${where}: ${words}`, caption].filter((part) => part !== '').join('. ')
}

function compareLists(name: string, before: readonly string[], after: readonly string[]): ComparedList[] {
  const added = after.filter((one) => !before.includes(one))
  const removed = before.filter((one) => !after.includes(one))
  const stayed = after.filter((one) => before.includes(one))
  const reordered = stayed.join('\n') !== before.filter((one) => after.includes(one)).join('\n')
  return added.length + removed.length > 0 || reordered ? [{ name, added, removed, same: stayed.length, reordered }] : []
}
