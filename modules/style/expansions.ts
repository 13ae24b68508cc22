/** Short forms with a wrong full form before them: "special educational needs community officer (SENCO)". Pure. */
import type { Slip } from './slips'

/** `right`: how the full form may end; `begins`: the word with which people begin it, right or wrong. */
type Form = { short: string; right: RegExp; begins: RegExp; full: string }

const form = (short: string, full: string, right: string, begins: string): Form => ({
  short,
  full,
  right: new RegExp(`(?:${right})$`, 'i'),
  begins: new RegExp(`\\b(?:${begins})\\b[\\w ,/&’'-]*$`, 'i'),
})
const FORMS: readonly Form[] = [
  form(
    'SEND',
    'special educational needs and disabilities',
    'special educational needs (?:and\\/or|and|or) disabilit(?:y|ies)',
    'special educational?',
  ),
  form('SEN', 'special educational needs', 'special educational needs?', 'special educational?'),
  form(
    'SENCO',
    'special educational needs co-ordinator',
    'special educational needs (?:and disabilit(?:y|ies) )?co-?ordinators?',
    'special educational?',
  ),
  form('CQC', 'Care Quality Commission', "care quality commission(?:[’']s)?", 'care|quality'),
  form('ICB', 'integrated care board', "integrated care boards?(?:[’']s?)?", 'integrated'),
  form('ICS', 'integrated care system', 'integrated care systems?', 'integrated'),
  form('DfE', 'Department for Education', "department for education(?:[’']s)?", 'department|ministry'),
  form('DHSC', 'Department of Health and Social Care', "department of health and social care(?:[’']s)?", 'department|ministry'),
  form('EHC', 'education, health and care', 'education, health,? and care(?: plans?)?', 'education(?:al)?'),
  form('EHCP', 'education, health and care plan', 'education, health,? and care plans?', 'education(?:al)?'),
  form('LGSCO', 'Local Government and Social Care Ombudsman', "local government and social care ombudsman(?:[’']s)?", 'local'),
  form(
    'CAMHS',
    'child and adolescent mental health services',
    "child(?:ren)?(?:[’']s)? and (?:adolescents?|young people[’']s)(?:[’']s)? mental health services?",
    'child(?:ren)?',
  ),
  form(
    'SENDIASS',
    'SEND information, advice and support service',
    '(?:SEND|disabilit(?:y|ies)|needs) information,? advice and support services?',
    'special educational?|SEND',
  ),
  form('DSG', 'dedicated schools grant', 'dedicated schools grant', 'dedicated|direct'),
  form('WSOA', 'written statement of action', 'written statements? of action', 'written'),
  form(
    'HMCI',
    'His Majesty’s Chief Inspector',
    "hi?e?[sr] majesty[’']s chief inspector(?: of (?:education|schools).*)?",
    'h(?:is|er) majesty',
  ),
  form('PfA', 'preparation for adulthood', 'preparation for adulthood', 'prepar\\w+'),
]
const BY_SHORT = new Map(FORMS.map((one) => [one.short.toLowerCase(), one]))
const BRACKETS = new RegExp(` \\((${FORMS.map(({ short }) => short).join('|')})s?\\)`, 'gi')
/** So far before the brackets a full form begins. */
const REACH = 90

export function wrongExpansions(text: string): Slip[] {
  return [...text.matchAll(BRACKETS)].flatMap((match): Slip[] => {
    const known = BY_SHORT.get((match[1] ?? '').toLowerCase())
    const before =
      text
        .slice(Math.max(0, match.index - REACH), match.index)
        .split(/[\n.;:]/)
        .at(-1) ?? ''
    const said = known?.begins.exec(before)?.[0]
    if (!known || said === undefined || known.right.test(before.replace(/[’”"]$/, ''))) return []
    const start = match.index - said.length
    return [
      {
        rule: 'CP-FULL',
        severity: 'error',
        start,
        end: match.index + match[0].length,
        text: text.slice(start, match.index + match[0].length),
        suggestion: `${known.full} (${match[1]})`,
        reason: 'The short form stands for other words.',
        fix: null,
      },
    ]
  })
}
