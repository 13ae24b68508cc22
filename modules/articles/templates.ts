/**
 * What a story of each form begins with: the field's order of facts, with places to fill in between square brackets.
 * Whatever stands in brackets here keeps a story from being published while it is left as it is (placeholdersLeft). Pure.
 */
import type { Block, Body, Paragraph, Quotation } from './body'
import { linesOfBody } from './body-lines'
import type { FormOfStory } from './form'

export type TemplateForm = Exclude<FormOfStory, 'news'>
/** In the order they are offered. News has none: it is whatever happened. */
export const TEMPLATE_FORMS: readonly TemplateForm[] = ['result', 'monitoring', 'reaction', 'explainer']

const said = (text: string): Paragraph => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const heading = (text: string): Block => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] })
const list = (...items: string[]): Block => ({
  type: 'bulletList',
  content: items.map((text) => ({ type: 'listItem', content: [said(text)] })),
})
const quotation = (words: string, speaker: string, role: string, organisation: string): Quotation => ({
  type: 'quotation',
  attrs: { speaker, role, organisation },
  content: [said(words)],
})
const forum = quotation('[what the parent carer forum said]', '[name of the speaker]', '[their role]', '[parent carer forum]')
const lead = quotation('[what the lead member said]', '[name of the lead member]', '[their role]', '[council]')

const TEMPLATES: Record<TemplateForm, readonly Block[]> = {
  result: [
    said(
      'Ofsted and the Care Quality Commission (CQC) inspected services for children and young people with special educational needs and/or disabilities (SEND) in [area] from [first day on site] to [last day on site]. Their report came out on [day of the report].',
    ),
    heading('What inspectors found'),
    said('They found that [what the report says, in one sentence].'),
    quotation('[the outcome, word for word from the report]', '', '', 'Ofsted and CQC'),
    heading('What works well'),
    list('[first strength]', '[second strength]'),
    heading('What needs to improve'),
    list('[first area to improve, and who must act]', '[second area to improve, and who must act]'),
    said('The local area partnership is made up of [council] and [integrated care board].'),
    heading('What people say'),
    lead,
    forum,
    heading('What happens next'),
    said('The partnership must [what it must do or publish] by [deadline, and who says so].'),
    said('The next full inspection is due within approximately [number of years] years.'),
  ],
  monitoring: [
    said(
      'Inspectors went back to [area] from [first day on site] to [last day on site] to see what has been done since the full inspection in [month and year]. Their letter came out on [day of the letter].',
    ),
    heading('What inspectors found'),
    said('They found that the partnership [has, or has not,] taken effective action.'),
    list('[first area for priority action]: [what has been done]', '[second area for priority action]: [what has been done]'),
    heading('What was found before'),
    said('The full inspection found [the earlier outcome].'),
    heading('What people say'),
    lead,
    forum,
    heading('What happens next'),
    said('[What the partnership must do next, and by when].'),
  ],
  reaction: [
    said('[Who has responded] has responded to [what they respond to], which came out on [day it came out].'),
    quotation('[what they said]', '[name of the speaker]', '[their role]', '[organisation]'),
    heading('What it is about'),
    said('[The finding they speak of, and where it stands].'),
    heading('What others say'),
    quotation('[what somebody else said]', '[name of the speaker]', '[their role]', '[organisation]'),
    heading('What happens next'),
    said('[The next date, and what happens then].'),
  ],
  explainer: [
    said('[The question and the short answer, in one or two sentences].'),
    heading('What it is'),
    said('[What it is, in plain words].'),
    heading('Who it is for'),
    said('[Who it is for, and who it is not for].'),
    heading('What happens, and when'),
    list('[first date]: [what happens]', '[second date]: [what happens]'),
    heading('What is not known yet'),
    said('[What is still to be decided, and by whom].'),
    heading('Where to read more'),
    list('[a source, linked]'),
  ],
}

/** The words a story of this form begins with; a new copy each time. */
export const templateOf = (form: TemplateForm): Body => structuredClone({ type: 'doc', content: [...TEMPLATES[form]] })

const BRACKETS = /\[[^[\]]+\]/g
const everyLine = TEMPLATE_FORMS.flatMap((form) => linesOfBody({ type: 'doc', content: [...TEMPLATES[form]] }))
const bracketsIn = (kinds: readonly string[]): Set<string> =>
  new Set(everyLine.filter(({ kind }) => kinds.includes(kind)).flatMap(({ text }) => text.toLowerCase().match(BRACKETS) ?? []))

/** Only what stands for a whole quotation: "[council]" in somebody's words is an editor's, who made a "they" clear. */
const OF_QUOTATIONS = bracketsIn(['quotation'])
const OF_TEXT = bracketsIn(['paragraph', 'heading', 'item', 'cell', 'attribution'])

/** Words between quotation marks. An opening mark that is never closed quotes nothing. */
const QUOTED = /“[^“”]*”|"[^"]*"|(?<!\p{L})‘[^‘]*?’(?!\p{L})|(?<!\p{L})'[^']*'(?!\p{L})/gu

/** What is left of a template in these words, as it stands there, each once. "[sic]" is none, nor is what an editor put into a quotation. */
export function placeholdersIn(text: string, quoted = false): string[] {
  // Nearly every paragraph: the editor asks at each key.
  if (!text.includes('[')) return []
  const outside = quoted ? '' : text.replace(QUOTED, ' ')
  const found = [
    ...(text.match(BRACKETS) ?? []).filter((one) => OF_QUOTATIONS.has(one.toLowerCase())),
    ...(outside.match(BRACKETS) ?? []).filter((one) => OF_TEXT.has(one.toLowerCase())),
  ]
  const first = (one: string) => text.indexOf(one)
  return [...new Set(found)].sort((one, other) => first(one) - first(other))
}

/** The same of a whole body, in the order of reading; who is named under a quotation is no quotation. */
export const placeholdersLeft = (body: Body): string[] => [
  ...new Set(linesOfBody(body).flatMap(({ text, kind }) => placeholdersIn(text, kind === 'quotation'))),
]
