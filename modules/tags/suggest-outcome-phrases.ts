/**
 * How outcomes are told: the official wordings and the paraphrases, with what denies each. Of the area SEND framework (2023
 * on), the earlier framework (2016–2022) and the inspection of children’s services. Pure.
 */
import { any, INSPECTION, type Phrase } from './suggest-phrase'

/** Denied, wished for, feared or only possible. */
const NOT =
  /\b(?:not|never|no|neither|nor|without|avoid(?:s|ed|ing)?|escap(?:es|ed|ing)|miss(?:es|ed|ing)? (?:out|the)|fell short|falls? short|falling short|rather than|instead of|short of|denied|denies|stopped short|rule[sd]? out|had (?:hoped|expected|wanted|aimed)|hop(?:es|ed|ing) (?:for|to)|aim(?:s|ed|ing)? (?:for|to|at)|could|would|might|may|if|whether|until|unless|next time|far from|fear(?:s|ed|ing)?|worr(?:y|ies|ied)|dread(?:s|ed)?|rumours?|predict(?:s|ed)?|expect(?:s|ed)? (?:to|the|a)|los(?:es|t|ing)|stripped of|clear(?:s|ed)?(?: \S+){0,4} of|cleared|free (?:of|from)|no longer|shak(?:es?|ing) off|shook off|sheds?|previously|was once|had been|(?:up|down|rise|rises|rose|risen|climb(?:s|ed)?|mov(?:es?|ed|ing)|improv(?:es?|ed|ing)|step(?:s|ped)?(?: up)?|jump(?:s|ed)?|f[ae]ll(?:s|en)?|drop(?:s|ped)?|slip(?:s|ped)?|lift(?:s|ed)?|out|go(?:es|ne)?|went) (?:on |out )?(?:from|of) (?:an? |the )?[‘“'"]?|replac(?:es|ing) (?:the|an?)|nationally|other areas|elsewhere)(?!\w)|\?\s*$/i
const RATING = '(?:rating|outcome|judg(?:e)?ment|grade|result|finding|verdict|score|category|categories|mark|conclusion|tier|band|level)s?'
const LEVEL =
  '(?:[ -](?:possible|available|of (?:the |its )?(?:three|3)(?: possible| available)?|level|SEND|area SEND|inspection|Ofsted|joint)){0,3}'
const graded = (words: string): string => `\\b(?:${words})${LEVEL} ${RATING}\\b`

/** "Was given the middle one". */
const given = (words: string): string => `\\b(?:given|got|gets|handed|received|awarded) the (?:${words}) one\\b`

/** In a monitoring inspection, effective action and its want. */
const ACTION = '(?:\\w+ ){0,2}effective action'
const NO_ACTION = any(
  new RegExp(
    `\\b(?:has|have|had|was|were|did|is|are)(?:n[’']t| still not| not)(?: yet| been| always){0,2} (?:taken|taking|take|taken enough) ${ACTION}`,
  ),
  new RegExp(`\\b(?:not|nor|never)(?: yet)? (?:taken|taking|took) ${ACTION}`),
  new RegExp(`\\b(?:fail(?:s|ed|ing|ure)|yet) to take ${ACTION}`),
  new RegExp(`\\bwithout taking ${ACTION}`),
  /\b(?:effective action|action)(?: taken)? (?:\w+ ){0,6}?(?:has|had|was|is|have|were)(?:n[’']t| not| never)(?: yet)?(?: been)? (?:taken|evident|effective|enough)\b/,
  /\b(?:ineffective|insufficient|inadequate) action\b|\bno effective action\b|\baction (?:is |was )?(?:judged |found )?(?:to be )?(?:not effective|ineffective)\b/,
  /\b(?:not|n[’']t) (?:yet )?(?:acted|acting|been acting) effectively\b|\bnot taken (?:\w+ )?action that is effective\b|\btoo little effective action\b/,
)
const PART = '(?:only )?(?:one|two|three|four|five|six|seven|some|half|most)'
const NO_PROGRESS = any(
  /\b(?:not|n[’']t) (?:yet )?(?:made|making|been|make) (?:\w+ ){0,2}(?:sufficient|enough) progress\b/,
  /\b(?:insufficient|too little|not enough) progress\b|\bsufficient progress (?:has|had|was) not\b/,
  /\bfail(?:s|ed|ing|ure) to make (?:\w+ )?(?:sufficient|enough) progress\b|\baccelerated progress plan\b/,
  // Enough progress on some of them is not enough.
  new RegExp(
    `\\bsufficient progress (?:in|on|against|with|for|towards|in addressing|addressing) ${PART} (?:out )?of (?:the|its|their|\\w+)\\b`,
  ),
  new RegExp(`\\bfalls? short (?:on|in) ${PART} of\\b`),
)
const SEND_STATEMENT = '(?:joint )?(?:formal )?(?:written )?statement(?: of action)?'
const WRITE = '(?:produce|write|submit|draw up|publish|prepare|provide|draft)'
const NO_WSOA = any(
  /\bno (?:\w+ )?significant (?:areas? of )?weakness(?:es)?\b|\b(?:not|n[’']t) (?:find|found|identify|identified) (?:any )?significant (?:areas? of )?weakness/,
  new RegExp(
    `\\b(?:not|n[’']t) (?:be |been )?(?:required|asked|told|ordered|need(?:ed)?|have|ask for|forced) (?:to ${WRITE} )?a ${SEND_STATEMENT}`,
  ),
  new RegExp(`\\bwithout (?:having|needing|being (?:asked|told|ordered)) to ${WRITE} a ${SEND_STATEMENT}`),
  /\b(?:no|avoid(?:s|ed)|escap(?:es|ed)|spared)(?: the need for)? (?:a |having to \w+ a )?written statement\b/,
  /\b(?:no|not) (?:\w+ )?(?:need|requirement) for a written statement\b|\bwritten statement(?: of action)? (?:is|was|will) not (?:be )?(?:required|needed)\b/,
  /\b(?:did|do|does) not (?:require|ask for) (?:\w+ ){0,3}(?:written )?statement\b/,
)

/** Grades and results are given elsewhere too. */
const AREA =
  /\b(?:SEND|Ofsted|CQC|inspect\w*|partnership|areas?|special (?:educational )?needs|outcomes?|arrangements|failings|failures)\b/i

export const AREA_OUTCOMES: readonly Phrase[] = [
  {
    slug: 'outcome-positive',
    strong: true,
    where: AREA,
    say: any(
      /\btypically (?:\w+ )?(?:leads?|leading) to positive (?:experiences|outcomes)\b|\btypically (?:have|has|had|get|receive|enjoy|given|give children)? ?(?:\w+ )?positive (?:experiences|outcomes)/,
      /\b(?:experiences|outcomes)(?: and outcomes)? (?:of \w+ )?(?:are|were) typically positive\b|\btypically positive\b|\bpositive experiences and outcomes\b/,
      new RegExp(`${graded('highest|top|best|most positive|most favourable|strongest')}|${given('highest|top|best')}`),
      /\b(?:top|highest|best|first|most positive|most favourable|strongest) of (?:the |its )?(?:three|3)\b/,
      /\btop marks\b.{0,60}\b(?:Ofsted|inspect\w+|SEND)\b|\b(?:Ofsted|inspectors)\b.{0,40}\btop marks\b|\boutcome (?:one|1)\b/,
    ),
    unless: any(
      NOT,
      /\bschool (?:was|is|has|gets|got)|\bone of the best\b|\bbest(?: possible| available)? (?:outcomes|results)\b|\b(?:GCSE|exam|A-level|league)\b/,
    ),
  },
  {
    slug: 'outcome-inconsistent',
    strong: true,
    where: AREA,
    say: any(
      /\binconsistent experiences\b|\bexperiences and outcomes\b.{0,60}?\b(?:are|were|remain(?:ed)?|have been|that are) (?:too |still )?inconsistent/,
      new RegExp(`${graded('middle|second|mid|second[- ]best|intermediate')}|${given('middle|second')}`),
      /\b(?:middle|second)(?: |-)(?:of|out of) (?:the |its )?(?:three|3)\b|\blevel two\b|\boutcome (?:two|2)\b|\bmiddle (?:tier|category|band)\b/,
      new RegExp(
        `\\b[‘“'"]?inconsistent[’”'"]? (?:SEND |area SEND |inspection )?${RATING}\\b|\\binconsistent label\\b|\\b${RATING}\\b.{0,60}\\bwhich (?:is|was) [‘“]?inconsistent\\b`,
      ),
      new RegExp(`\\b${RATING}\\b(?: \\S+){0,4} (?:is|was|remains?|of|:|as) [‘“'"]?(?:still )?inconsistent\\b`),
      /\b(?:rated|judged|graded|found(?: to be)?|ruled|labelled|deemed|branded|still|remains?) [‘“'"]?inconsistent\b/,
    ),
    unless: any(
      /\b(?:no longer|rather than|instead of|up from|improv(?:es|ed|ing) (?:on|from)|had (?:been|previously)|previously|avoid(?:s|ed)|quality of|could|would|might|if|whether|fear\w*|school (?:was|is))\b|\bnot(?! just| only| yet)\b/,
    ),
  },
  {
    slug: 'outcome-inconsistent',
    strong: true,
    where: INSPECTION,
    say: /\b(?:support|help|provision|services|arrangements|experiences?|care)\b(?: for| of| in)? (?:\S+ ){0,14}?(?:is|are|was|were|remains?|has been) (?:too |still |often )?[‘“'"]?inconsistent\b/i,
    unless: /\b(?:no longer|not|quality of|review|reviews|data|transport|could|would|if|health visiting|therap\w+|information)\b/i,
  },
  {
    slug: 'outcome-systemic-failings',
    strong: true,
    where: AREA,
    say: any(
      /\b(?:widespread|systemic)(?:,? (?:and|or|and\/or))?(?:\s*\/\s*or)?(?: \w+){0,3} (?:failings?|failures?)\b/,
      /\b(?:failings?|failures|weaknesses)\b(?: \S+){0,8}? (?:are|were|was|is|as|be|being) [‘“'"]?(?:both )?(?:widespread|systemic)\b/,
      new RegExp(`${graded('lowest|worst|bottom|poorest|weakest|most serious|most severe')}|${given('lowest|worst|bottom')}`),
      /\b(?:lowest|worst|bottom|third|poorest|most serious) of (?:the |its )?(?:three|3)\b|\boutcome (?:three|3)\b/,
      /\bsignificant concerns about the experiences\b|\bfailing (?:children )?(?:systemically|systematically|across the board)\b/,
    ),
    unless: any(NOT, /\bdid not find|\bfound no\b|\bstopped short\b/),
  },
]

const FOLLOW_UP_OUTCOMES: readonly Phrase[] = [
  { slug: 'monitoring-not-effective', strong: true, say: NO_ACTION, unless: /\b(?:if|unless|whether|should|in case)\b/i },
  {
    slug: 'monitoring-effective-action',
    strong: true,
    say: any(
      /\b(?:tak(?:en|es|ing)|took) [‘“'"]?(?:\w+ ){0,2}effective (?:action|steps)\b|\b(?:acted|acting) effectively (?:on|to|in)\b/,
      /\b(?:effective action|action taken|actions? (?:\w+ ){0,4}?)\b(?: on \w+)? ?(?:has|had|was|is|have|were) (?:\w+ )?(?:been |being )?(?:taken|effective)\b/,
      /\beffective action\b.{0,40}\b(?:all|both|each|every) (?:of )?(?:the |its )?(?:\w+ )?areas? for priority action/,
    ),
    unless: any(
      NO_ACTION,
      // Some of it is not enough.
      new RegExp(`\\beffective(?:ly)?(?: action)? (?:on|in|to address) ${PART} (?:out )?of\\b`),
      /\b(?:must|should|need(?:s|ed)? to|whether|urged to|expected to|will have to|have to|if|unless|until|would|could|fail(?:s|ed|ing|ure)? to|not|ordered to|told to|without)\b/,
    ),
  },
  { slug: 'no-wsoa', strong: true, say: NO_WSOA },
  {
    slug: 'wsoa-required',
    strong: true,
    say: any(
      /\bsignificant (?:areas? of )?weakness(?:es)?\b/,
      new RegExp(
        `\\b(?:required|ordered|told|asked|directed|instructed|has|have|had|must|orders?|tells?)(?: \\w+){0,4}? (?:to )?(?:jointly )?${WRITE} a (?:joint )?(?:formal )?(?:written )?statement of action\\b`,
      ),
      /\b(?:written )?statement of action (?:is|was|will be|would be|has been) (?:required|needed|necessary|ordered)|\b(?:requir(?:es|ed|ing)|order(?:s|ed)|needs?|demand(?:s|ed)) a (?:joint )?written statement of action\b|\bWSOA required\b/,
    ),
    unless: any(NO_WSOA, /\b(?:avoid(?:s|ed)|could|might|if|whether|fear(?:s|ed))\b/),
  },
  { slug: 'revisit-insufficient-progress', strong: true, say: NO_PROGRESS, unless: /\bpriority action\b|\b(?:if|whether|unless|could)\b/i },
  {
    slug: 'revisit-sufficient-progress',
    strong: true,
    say: any(
      /\b(?:ma(?:de|king|kes)|found|shows?|showed|seen) (?:\w+ )?(?:sufficient|enough) progress\b/,
      /\bsufficient progress (?:has|had|was|is) (?:\w+ )?(?:been )?made\b|\bsufficient progress (?:in|on|against|towards|addressing) (?:all|each|every|both|addressing)/,
    ),
    unless: any(NO_PROGRESS, /\bpriority action\b|\b(?:if|whether|unless|until|could|would|should|must|not)\b/),
  },
]

/** Of children’s social care as a whole, in either order of the grade and what has it. */
const SERVICES = "(?:children[’']s (?:social (?:care|work)|services)|(?:social care|services) for children|ILACS)"
const GRADED =
  '(?:rat(?:ed?|es|ing)|judg(?:ed?|es|ing)|grad(?:ed?|es)|found|ranked|declared|deemed|named|labelled|remain(?:s|ed)?|stays?|are|is|as|now|be|gets?|given|scores?|overall|inspection|slips? to|falls? to|rises? to)'
const CHILDRENS_SERVICES = (['outstanding', 'good', 'requires improvement', 'inadequate'] as const).map((grade): Phrase => {
  // What requires improvement "to be good" is not good.
  const word = `[‘“'"]?${grade === 'good' ? '(?<!improvement to be )good' : grade.replace('requires', 'requires?')}\\b`
  return {
    slug: `ilacs-${grade.replaceAll(' ', '-')}`,
    strong: true,
    say: any(
      new RegExp(`\\b${SERVICES}\\b.{0,80}?\\b${GRADED}\\s+(?:to be\\s+|still\\s+|now\\s+|as\\s+|an?\\s+|overall\\s+){0,2}${word}`),
      new RegExp(
        `\\b${GRADED}\\s+(?:\\S+\\s+){0,9}?${SERVICES}(?: \\S+){0,6}? (?:as |to be )?${word}(?=[’”'"]?(?:[,.;:]|$| overall| for| after| in| at| by))`,
      ),
      new RegExp(`\\b(?:rated|judged|graded|declared|found)\\s+(?:to be\\s+)?${word}.{0,60}\\b${SERVICES}`),
      new RegExp(
        `${word}[’”'"]? (?:\\w+ )?(?:rating|judg(?:e)?ment|grade|verdict) (?:for|of) (?:\\S+ ){0,4}?(?:${SERVICES}|children[’']s)`,
      ),
      ...(grade === 'requires improvement' ? [new RegExp(`\\b${SERVICES}\\b.{0,60}\\b(?:still |now )?requires? improvement\\b`)] : []),
    ),
    unless:
      /\b(?:no longer|not|rather than|instead of|previously|was once|up from|had been|shak(?:es?|ing) off|escap(?:es?|ed)|sheds?|out of|(?:moves?|moved|up|down|rises?|rose|climb\w*|lift\w*|improv\w+|step\w*|f[ae]ll\w*|drop\w*) (?:up |out )?from|(?:school|academy|nursery|college|childminder|children[’']s home) (?:was|is|has|in|rated|judged)|could|if|until|aims?|hopes?)\b/i,
  }
})

/** "From inadequate to good": of two grades, the one that it is now. */
const REGRADED = (['outstanding', 'good', 'requires improvement', 'inadequate'] as const).map((grade): Phrase => {
  const from = `from [‘“'"]?(?:outstanding|good|requires? improvement|requiring improvement|inadequate)[’”'"]? to`
  return {
    slug: `ilacs-${grade.replaceAll(' ', '-')}`,
    strong: true,
    where: new RegExp(SERVICES, 'i'),
    nowhere: /\bschool (?:has|is|was) (?:been )?(?:upgraded|downgraded)\b/i,
    say: new RegExp(
      `\\b(?:${from}|(?:up|down)graded to|(?:moves|moved|rises|rose|slips|slipped|falls|fell) to) [‘“'"]?${grade.replace('requires', 'requir(?:es?|ing)')}\\b`,
      'i',
    ),
  }
})

export const OUTCOME_PHRASES: readonly Phrase[] = [...AREA_OUTCOMES, ...FOLLOW_UP_OUTCOMES, ...CHILDRENS_SERVICES, ...REGRADED]
