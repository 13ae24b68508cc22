/**
 * Official wordings and the phrases of the field that labels and aliases do not hold, with what denies them. Outcomes as in
 * the area SEND framework (2023 on), the earlier framework (2016–2022) and the inspection of children’s services. Pure.
 */

import type { Phrase } from './suggest-phrase'
import { THEME_PHRASES } from './suggest-theme-phrases'

const NOT =
  /\b(?:not|never|no|neither|nor|without|avoid(?:s|ed|ing)?|escap(?:es|ed|ing)|miss(?:es|ed|ing)? out|fell short|falls? short|rather than|instead of|short of|denied|denies|stopped short|rule[sd]? out|had (?:hoped|expected|wanted|aimed)|hop(?:es|ed|ing) for|aim(?:s|ed|ing)? (?:for|to)|could (?:have|be|lead)|would (?:have|be|lead)|if |whether |until |next time|far from|fear(?:s|ed|ing)?|worr(?:y|ies|ied)|dread(?:s|ed)?|could [^.]{0,40}\bget)\b|\?\s*$/i
const RATING = '(?:rating|outcome|judg(?:e)?ment|grade|result|finding|verdict|score)s?'

/** In a monitoring inspection, effective action and its want. */
const NO_ACTION =
  /\b(?:(?:has|have|had|was|were|did|is|are)(?: still)? not (?:yet )?(?:been )?(?:taken|taking|take) (?:\w+ )?effective action|not (?:yet )?taken (?:\w+ )?effective action|failed to take (?:\w+ )?effective action|failing to take (?:\w+ )?effective action|effective action (?:has|had|was|is) not (?:yet )?(?:been )?(?:taken|evident)|ineffective action|no effective action|insufficient action|action not effective|not acted effectively|has not taken (?:\w+ )?action that is effective|without taking effective action)\b/i
const NO_PROGRESS =
  /\b(?:not (?:yet )?(?:made|making|been) (?:\w+ )?sufficient progress|insufficient progress|sufficient progress (?:has|had|was) not|failed to make (?:\w+ )?sufficient progress|too little progress|not made enough progress|accelerated progress plan)\b/i
const NO_WSOA =
  /\b(?:no (?:\w+ )?significant (?:areas? of )?weakness(?:es)?|not (?:be )?(?:required|asked|told|ordered|need(?:ed)?) to (?:produce|write|submit|draw up|publish|prepare) a written statement|(?:does|do|did) not (?:need|have) to (?:produce|write|submit) a written statement|without (?:having|needing) to (?:produce|write) a written statement|no written statement of action|(?:no|not) (?:\w+ )?(?:need|requirement) for a written statement|written statement of action (?:is|was) not (?:required|needed)|did not require (?:\w+ ){0,3}written statement)\b/i

const STANDING: readonly Phrase[] = [
  {
    slug: 'outcome-positive',
    strong: true,
    say: new RegExp(
      `\\btypically leads? to positive experiences and outcomes|\\btypically (?:lead(?:s|ing)? to )?positive experiences|\\b(?:highest|top|best)(?:[ -](?:possible|available|of (?:the )?three|level|tier))? ${RATING}\\b|\\btop of (?:the )?three ${RATING}|\\b(?:most positive|first) of (?:the )?three (?:possible )?${RATING}|\\bhighest of (?:the )?three\\b|\\btypically positive\\b|\\bpositive experiences and outcomes\\b`,
      'i',
    ),
    unless: new RegExp(`${NOT.source}|\\binconsisten|\\bsystemic|\\bschool was|\\bschool is`, 'i'),
  },
  {
    slug: 'outcome-inconsistent',
    strong: true,
    say: new RegExp(
      `\\binconsistent experiences\\b|\\bexperiences and outcomes (?:are|were|remain(?:ed)?|have been|that are) (?:too )?inconsistent|\\b(?:middle|second)(?: of (?:the )?three(?: possible)?)? ${RATING}\\b|\\bmiddle of (?:the )?three\\b|\\bsecond of (?:the )?three\\b|\\blevel two\\b|\\binconsistent (?:${RATING})\\b|\\b(?:rated|judged|found(?: to be)?|graded) ‘?“?inconsistent\\b`,
      'i',
    ),
    unless: /\b(?:no longer|not|rather than|instead of|up from|improv(?:es|ed|ing) (?:on|from)|had (?:been|previously)|previously)\b/i,
  },
  {
    slug: 'outcome-systemic-failings',
    strong: true,
    say: new RegExp(
      `\\bwidespread and(?:\\s*\\/\\s*|\\s+)?(?:or )?systemic (?:failings|failures|failing)|\\b(?:widespread|systemic) (?:failings|failures)\\b|\\b(?:lowest|worst|bottom)(?:[ -](?:possible|of (?:the )?three))? ${RATING}\\b|\\blowest of (?:the )?three\\b|\\bsignificant concerns about the experiences\\b`,
      'i',
    ),
    unless:
      /\b(?:no|not|never|neither|nor|without|avoid(?:s|ed|ing)?|escap(?:es|ed|ing)|rather than|instead of|no longer|stopped short|free of|did not find|found no|rule[sd]? out|nationally|other areas|elsewhere|fear(?:s|ed|ing)?|worr(?:y|ies|ied)|dread(?:s|ed)?|if|whether|could)\b|\?\s*$/i,
  },
  { slug: 'monitoring-not-effective', strong: true, say: NO_ACTION },
  {
    slug: 'monitoring-effective-action',
    strong: true,
    say: /\b(?:tak(?:en|es|ing)|took) (?:\w+ )?effective action\b|\beffective action (?:has|had|was|is) (?:\w+ )?(?:been |being )?taken\b|\beffective action\b.{0,40}\b(?:all|both|each) (?:of the )?(?:\w+ )?areas? for priority action/i,
    unless: new RegExp(
      `${NO_ACTION.source}|\\b(?:must|should|need(?:s|ed)? to|whether|urged to|expected to|will have to|if|unless)\\b`,
      'i',
    ),
  },
  { slug: 'no-wsoa', strong: true, say: NO_WSOA },
  {
    slug: 'wsoa-required',
    strong: true,
    say: /\bsignificant (?:areas? of )?weakness(?:es)?\b|\b(?:required|ordered|told|asked|directed|has|have|had) to (?:produce|write|submit|draw up|publish|prepare) a (?:joint )?written statement of action\b|\bwritten statement of action (?:is|was|will be|would be) (?:required|needed|necessary)|\brequir(?:es|ed|ing) a (?:joint )?written statement of action\b|\bWSOA required\b/i,
    unless: NO_WSOA,
  },
  { slug: 'revisit-insufficient-progress', strong: true, say: NO_PROGRESS, unless: /\bpriority action\b/i },
  {
    slug: 'revisit-sufficient-progress',
    strong: true,
    say: /\b(?:made|making|makes) (?:\w+ )?sufficient progress\b|\bsufficient progress (?:has|had|was|is) (?:\w+ )?(?:been )?made\b|\bsufficient progress (?:in|on|against|towards|addressing) (?:all|each|every|both|addressing)/i,
    unless: NO_PROGRESS,
  },
  ...(['outstanding', 'good', 'requires improvement', 'inadequate'] as const).map(
    (grade): Phrase => ({
      slug: `ilacs-${grade.replaceAll(' ', '-')}`,
      strong: true,
      say: new RegExp(
        `\\bchildren[’']s (?:social care |social work )?services\\b.{0,80}\\b(?:rated|judged|graded|found|remain(?:s|ed)?|are|is|as|declared|now|to be)\\s+(?:to be\\s+|overall\\s+)?[‘“'"]?${grade}\\b|\\b(?:rated|judged|graded|declared)\\s+[‘“'"]?${grade}[’”'"]?\\b.{0,60}\\b(?:children[’']s (?:social care |social )?services|ILACS)\\b|\\bILACS\\b.{0,80}\\b${grade}\\b|\\b${grade}[’”'"]? (?:rating|judg(?:e)?ment|grade) for (?:its |the council[’']s )?children[’']s`,
        'i',
      ),
      unless: /\b(?:no longer|not|rather than|previously|was once|up from|had been)\b/i,
    }),
  ),
  {
    slug: 'report-published',
    strong: true,
    say: /\b(?:inspection |inspectors[’'] |new |final |joint |published )?report(?:,? which)? (?:was |has been |is |were )?(?:published|says|said|found|finds|praised|highlights?|concluded|concludes|states|stated|notes|noted|identified|identifies|released|adds|warns|describes|out today)\b|\b(?:published|released|issued) (?:their|its|the|a|an)\b.{0,40}\b(?:findings|report)\b|\bfindings,? (?:were |are |have been )?(?:published|released)\b|\b(?:findings|outcome) of (?:the|their|its|an?) (?:\w+ ){0,4}inspection\b.{0,40}\bpublished/i,
    unless:
      /\b(?:will be|to be|due to be|yet to|not (?:yet )?(?:been )?published|before|until|expected to be|statistics|DfE report|Ombudsman|NAO|IPPR|committee|select committee)\b/i,
  },
  { slug: 'full-inspection', say: /\bfull (?:area SEND |joint )?inspection\b/i, unless: /\bnext full\b|\bfull reinspection\b/i },
  {
    slug: 'notification',
    strong: true,
    say: /\b(?:notified|notification|told|informed)\b.{0,50}\b(?:of (?:its|their|the|an|a)|about|that)\b.{0,30}\binspection\b|\binspection (?:has been|was|is) announced\b|\bannounc(?:ed|es|ing) (?:an?|the|its) (?:\w+ ){0,3}inspection\b|\bcall from Ofsted\b|\binspectors? (?:will|are to|are due to|are set to) (?:visit|arrive|inspect|begin)\b|\b(?:is|are|will) (?:to )?be inspected (?:this|next|from|in|by|later|starting)\b/i,
    unless: /\b(?:will not|not be inspected|next full|within (?:approximately|about)|in (?:\w+ )?(?:three|five) years)\b/i,
  },
  {
    slug: 'fieldwork',
    strong: true,
    say: /\binspectors (?:are|were|have been|being) (?:now )?(?:on[ -]site|in the (?:area|county|city|borough))\b|\binspection is (?:now )?(?:under ?way|in progress|taking place)\b|\bon[ -]site (?:week|phase|fieldwork|activity)\b|\bfieldwork\b|\bhalf-?way through (?:the|their|its) (?:\w+ )?(?:inspection|fieldwork)\b/i,
  },
  {
    slug: 'response-apology',
    strong: true,
    say: /\bapolog(?:y|ies|ise|ises|ised|ize|ized|ising)\b|\b(?:is|are|am|was|were) (?:truly |deeply |very |so |really )?sorry\b|\b(?:accept|accepts|accepted|accepting)(?: all of| fully)? (?:the|these|its|their|inspectors[’']|Ofsted[’']s)(?: \w+)? findings\b/i,
    unless:
      /\b(?:no apology|not apolog|refus(?:ed|es) to apolog|without (?:an )?apolog|stopped short of apolog|call(?:ed|s|ing)? (?:on|for))/i,
  },
  {
    slug: 'priority-action-plan',
    strong: true,
    say: /\bpriority (?:action )?(?:and |& )?(?:impact )?plans?\b(?<!priority plan)|\bpriority action plan\b/i,
  },
  {
    slug: 'strategic-plan',
    say: /\b(?:updated?|updating|revised?|new|publish(?:ed|es)?) (?:and publish(?:ed)? )?(?:its |their |the |a )?(?:joint )?(?:SEND )?(?:strategic plan|SEND strategy)\b|\bSEND strategy\b|\bSEND (?:and AP )?improvement plan\b|\bstrategic plan\b/i,
  },
  {
    slug: 'monitoring-inspection',
    strong: true,
    say: /\bmonitoring (?:inspections?|visits?)\b/i,
    unless:
      /\b(?:will (?:take place|follow|be)|within (?:approximately |about )?(?:18|eighteen)|to follow|is due|expected (?:in|within)|paused?|pause)\b/i,
  },
  {
    slug: 'reinspection',
    say: /\b(?:full )?re-?inspect(?:ion|ed|ions)\b|\bnext full inspection\b|\binspected (?:again|a second time|for a second time)\b|\bsecond (?:full )?inspection under\b/i,
    unless: /\bwritten statement\b/i,
  },
  {
    slug: 'revisit',
    strong: true,
    say: /\bre-?visit(?:ed|s|ing)?\b.{0,80}\b(?:inspectors|Ofsted|CQC|area|progress|written statement)\b|\b(?:inspectors|Ofsted)\b.{0,60}\bre-?visit(?:ed|s)?\b/i,
  },
  { slug: 'thematic-visit', strong: true, say: /\bthematic (?:visits?|reviews?)\b/i },
  { slug: 'engagement-meeting', strong: true, say: /\b(?:annual )?engagement (?:meetings?|conversation)\b|\bannual conversation\b/i },
  {
    slug: 'improvement-notice',
    strong: true,
    say: /\bimprovement notice\b|\bstatutory (?:direction|intervention)\b|\bDfE intervention\b|\b(?:appoint(?:ed|s|ing)?|sent in|send in)\b.{0,30}\bcommissioner\b|\bcommissioner (?:has been |was |is )?appointed\b/i,
    unless: /\bchildren[’']s commissioner\b|\b(?:lifted|removed|released from) (?:the |its )?improvement notice\b/i,
  },
  {
    slug: 'ilacs',
    strong: true,
    say: /\bILACS\b|\bfocused visit\b|\binspection of (?:local authority |the council[’']s |its |\w+(?: \w+)?(?:[’']s)? )?children[’']s (?:social care |social )?services\b|\bchildren[’']s (?:social care )?services (?:have been |has been |were |was |are |is )?(?:rated|judged|graded|inspected)\b/i,
  },
  {
    slug: 'national-statistics',
    strong: true,
    say: /\b(?:official|national|government|DfE) (?:statistics|figures|data)\b|\bSEN2\b|\b(?:statistics|figures) (?:published|released|from the Department)\b/i,
  },
  {
    slug: 'framework-change',
    strong: true,
    say: /\bconsult(?:ation|ing|ed)? on\b.{0,40}\b(?:inspection|framework)\b|\b(?:changes? to|review of|reform of|overhaul of)\b.{0,30}\b(?:inspection|area SEND) (?:framework|handbook)\b|\bnew (?:area SEND )?inspection framework (?:is |was |has been |will be )?(?:published|announced|launched|introduced)/i,
  },
  {
    slug: 'framework-2016',
    strong: true,
    say: /\b(?:joint )?local area SEND inspection\b|\bold(?:er)? (?:inspection )?framework\b|\bwritten statement of action\b|\b(?:previous|former|2016) (?:SEND )?(?:inspection )?framework\b/i,
  },
  {
    slug: 'framework-2023',
    say: /\barea SEND (?:inspection )?framework\b|\b(?:new|current|2023) (?:area SEND )?(?:inspection )?framework\b|\blocal area partnership inspection\b/i,
    unless: /\b(?:will be introduced|consultation)\b/i,
  },
]

/** Outcomes, stages and themes. */
export const PHRASES: readonly Phrase[] = [...STANDING, ...THEME_PHRASES]
