/** Quotations that mean to be the words of an outcome, and are not. Pure. */
import { quotedSpans } from '@/modules/style/copy-context'
import { OFFICIAL_WORDS, OUTCOME_WORDS, type OutcomeKind } from './outcome'
import { type Check, finding } from './record-question'

/** So many words of a quotation have to be in a row of the official ones, or none, to be told what is meant. */
const WORDS_MIN = 3
/** Only what takes up the official sentence is held against it: people speak of failings in words of their own. */
const MEANT: readonly [OutcomeKind, RegExp][] = [
  ['positive', /\btypically leads?\b|\bleads? to positive\b|\btaking action where\b/i],
  [
    'inconsistent',
    /\bleads? to (?:inconsistent|mixed|variable)\b|\binconsistent (?:experiences?|outcomes?) and\b|\bmust work (?:jointly|together|closely)\b.*\bimprove/i,
  ],
  ['failings', /\bwidespread\b.*\b(?:syste\w+|failings|failures)\b|\bsignificant concerns about the\b|\bmust address\b.*\burgent/i],
]
const SHORT =
  /special educational needs and\/or disabilities \(send\)|special educational needs and disabilities(?: \(send\))?|special educational needs and\/or disabilities/g

/** One spelling for what may be written in several ways: "leads" after "provision", "SEND" for the words it stands for. */
const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/(?<!\p{L})'|'(?!\p{L})/gu, ' ')
    .replace(SHORT, 'send')
    .replace(/\bleads\b/g, 'lead')
    .replace(/[^\p{L}\p{N}/' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()} `

const OFFICIAL = new Map(Object.entries(OFFICIAL_WORDS).map(([kind, words]) => [kind as OutcomeKind, plain(words)]))

export const misquoted: Check = (sentence, _question, subject) =>
  quotedSpans(sentence.text).flatMap(({ start, end }) => {
    const words = sentence.text.slice(start, end)
    const kind = MEANT.find(([, pattern]) => pattern.test(words))?.[0]
    const official = kind && OFFICIAL.get(kind)
    // What is left out between two parts, […] or …, is left out rightly.
    const parts = words.split(/\[[^\]]*\]|…|\.\.\./).map(plain)
    if (!kind || !official || parts.every((part) => part.trim() === '' || official.includes(part))) return []
    if (words.split(/\s+/).length < WORDS_MIN || /\b(?:we|our|us|I|my|they|she|he)\b/.test(words)) return []
    return [
      finding(
        sentence,
        { index: start, 0: words },
        {
          rule: 'REC-QUOTE',
          severity: 'error',
          suggestion: `Quote the outcome as it is: ${OFFICIAL_WORDS[kind] ?? OUTCOME_WORDS[kind]}`,
          reason: `The words of every report with this outcome${subject ? `; this one: ${subject.sourceUrl}` : ' (Ofsted and CQC).'}`,
        },
      ),
    ]
  })
