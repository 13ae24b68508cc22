/** What else a text that was pasted whole says, proposed for the fields of the story, each beside its source. Pure. */
import type { FormOfStory } from '@/modules/articles/form'
import { FORM_LABELS } from '@/modules/articles/form'
import { TITLE_MAX_CHARACTERS } from './pasted-story'
import { findDay, isDateline } from './propose-dates'
import { type FoundQuotation, findQuotations, wordsOfQuotation } from './propose-quotations'
import type { SuggestedTag } from './suggested-tags'

/** `id` stays the same while the proposal does. `source`: the sentence it comes from. */
type About = { id: string; name: string; value: string; source: string; confident: boolean }
export type Proposal = About &
  (
    | { kind: 'fields'; change: { headline?: string; standfirst?: string; form?: FormOfStory; storyDate?: string; sourceUrl?: string } }
    | { kind: 'quotation'; quotation: FoundQuotation; texts: string[] }
    /** An entry of the list by hand, and the story of nearly its headline. */
    | { kind: 'link'; headline: string; target: { id: string; headline: string } }
  )

/** `leftOut`: lines before the story. `links`: entries of its list that wait, with the story of nearly their headline. `paragraphs`: the blocks of the body in order; null for what is no paragraph. `today`: "2026-11-22". */
export type PastedWords = {
  headline: string
  standfirst: string
  form: FormOfStory
  storyDate: string
  sourceUrl: string
  paragraphs: readonly (string | null)[]
  leftOut: readonly string[]
  links: readonly { headline: string; close: { id: string; headline: string } }[]
  tags: readonly SuggestedTag[]
  today: string
}

/** The title of a report: what it is called, not what is new. */
const REPORT_TITLE = /^(?:joint )?(?:area|local area|monitoring|ofsted|cqc)\b.*\b(?:inspection|visit|report)\b/i
/** Lines of a head that are no headline, however short: who may publish it when, who wrote it, where it is from. */
const NO_TITLE =
  /^(?:(?:strictly )?embargo|not for (?:publication|release)|by \p{Lu}|dear\b|from:|to:|date:|subject:|contact)|https?:\/\/|\S@\S/iu
const TITLE_SURE_WORDS = 4
const TITLE_SURE_CHARACTERS = 90
const SENTENCE_END = /[.!?…:;]["'’”)\]]*$/

/** In the order in which an editor would fill them in. What the story has already is not proposed. */
export function propose(words: PastedWords): Proposal[] {
  return [...headlines(words), ...forms(words), ...days(words), ...sources(words), ...quotations(words), ...links(words)]
}

function headlines({ headline, standfirst, paragraphs, tags }: PastedWords): Proposal[] {
  if (headline.trim() !== '') return []
  const [opening] = paragraphs.filter((one) => one !== null && one.trim() !== '' && !isDateline(one))
  const mayBe = standfirst !== '' && !NO_TITLE.test(standfirst) && !isDateline(standfirst)
  const isTitle = mayBe && standfirst.length <= TITLE_MAX_CHARACTERS && !SENTENCE_END.test(standfirst)
  const isSure =
    standfirst.length <= TITLE_SURE_CHARACTERS &&
    standfirst.trim().split(/\s+/).length >= TITLE_SURE_WORDS &&
    (opening?.length ?? 0) > standfirst.length &&
    !REPORT_TITLE.test(standfirst)
  const title = { value: standfirst, source: standfirst, confident: isSure, change: { headline: standfirst, standfirst: '' } }
  // Somebody has to like what is made up here: never certain.
  const made = isTitle && isSure ? null : headlineOf(tags)
  return [
    ...(isTitle ? [{ kind: 'fields' as const, id: `headline ${standfirst}`, name: 'Headline', ...title }] : []),
    ...(made
      ? [
          {
            kind: 'fields' as const,
            id: `headline ${made.value}`,
            name: 'Headline',
            ...made,
            confident: false,
            change: { headline: made.value },
          },
        ]
      : []),
  ]
}

const HEADLINES: Record<string, (area: string) => string> = {
  'outcome-positive': (area) => `${area} SEND services given the best of three outcomes`,
  'outcome-inconsistent': (area) => `Inspectors find inconsistent experiences for children with SEND in ${area}`,
  'outcome-systemic-failings': (area) => `Inspectors find widespread or systemic failings in ${area} SEND services`,
  'monitoring-effective-action': (area) => `${area} has taken effective action on SEND, inspectors find`,
  'monitoring-not-effective': (area) => `${area} has not taken effective action on SEND, inspectors find`,
}

/** Of one area and one official outcome. */
function headlineOf(tags: readonly SuggestedTag[]): { value: string; source: string } | null {
  const sure = tags.filter(({ confident }) => confident)
  const areas = sure.filter(({ type }) => type === 'area')
  const outcome = sure.find(({ slug }) => HEADLINES[slug])
  const [area] = areas
  if (!area || areas.length > 1 || !outcome) return null
  return { value: HEADLINES[outcome.slug]?.(area.label) ?? '', source: outcome.evidence[0]?.text ?? '' }
}

function forms({ form, tags }: PastedWords): Proposal[] {
  if (form !== 'news') return []
  const found = tags.find(({ confident, slug }) => confident && /^(?:outcome|monitoring)-(?!inspection)/.test(slug))
  if (!found) return []
  const change = { form: found.slug.startsWith('outcome-') ? ('result' as const) : ('monitoring' as const) }
  const value = FORM_LABELS[change.form]
  return [
    { kind: 'fields', id: `form ${change.form}`, name: 'Form', value, source: found.evidence[0]?.text ?? '', confident: true, change },
  ]
}

function days({ storyDate, leftOut, standfirst, paragraphs, today }: PastedWords): Proposal[] {
  const day = storyDate === '' ? findDay([...leftOut, standfirst, ...paragraphs], today) : null
  if (!day) return []
  const { iso, words, source, sure } = day
  return [
    { kind: 'fields', id: `date ${iso}`, name: 'Date of the story', value: words, source, confident: sure, change: { storyDate: iso } },
  ]
}

const ADDRESS = /https?:\/\/[^\s<>"'“”‘’]+[^\s<>"'“”‘’.,;:!?)\]]/g
const RECORDS = /^https?:\/\/(?:files|reports|www)\.?(?:api\.)?ofsted\.gov\.uk\//

function sources({ sourceUrl, paragraphs }: PastedWords): Proposal[] {
  if (sourceUrl !== '') return []
  const found = paragraphs.flatMap((text) => [...(text ?? '').matchAll(ADDRESS)].map(([url]) => ({ url, source: text ?? '' })))
  const [record] = found.filter(({ url }) => RECORDS.test(url))
  const [best] = record ? [record] : found.filter(({ url }) => /\.gov\.uk\/|\.nhs\.uk\/|cqc\.org\.uk\//.test(url))
  if (!best) return []
  const { url, source } = best
  return [
    {
      kind: 'fields',
      id: `source ${url}`,
      name: 'Source',
      value: url,
      source,
      confident: record !== undefined,
      change: { sourceUrl: url },
    },
  ]
}

function quotations({ paragraphs }: PastedWords): Proposal[] {
  return findQuotations(paragraphs).map((quotation) => {
    const who = [quotation.speaker, quotation.role, quotation.organisation].filter((part) => part !== '').join(', ')
    const texts = paragraphs.slice(quotation.from, quotation.to).map((text) => text ?? '')
    const said = wordsOfQuotation(quotation, paragraphs)
    return {
      kind: 'quotation',
      id: `quotation ${who} ${said[0]?.slice(0, 80) ?? ''}`,
      name: 'Quotation',
      value: who,
      source: texts.join(' '),
      confident: quotation.sure,
      quotation,
      texts,
    }
  })
}

function links({ links: waiting }: PastedWords): Proposal[] {
  return waiting.map(({ headline, close }) => ({
    kind: 'link',
    id: `link ${headline} ${close.id}`,
    name: 'Related link',
    value: close.headline,
    source: headline,
    confident: false,
    headline,
    target: close,
  }))
}
