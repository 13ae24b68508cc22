/** How the stages of an inspection, and what follows from it, are told, with what denies each. Pure. */
import { any, INSPECTION, type Phrase } from './suggest-phrase'

/** What is only asked for, spoken of or spared. */
const UNREAL =
  /\b(?:would (?:mean|be|have|face|need|require|trigger|lead)|could|might|may|if|unless|whether|avoid(?:s|ed|ing)?|escap(?:es|ed|ing)|spare[sd]?|without|no|not|never|threat(?:en\w*)? (?:of|with)|fear(?:s|ed|ing)?|had (?:hoped|expected)|calls? for|called for|rather than|instead of|rul(?:es?|ed|ing) out|lift(?:s|ed|ing)?|remov(?:es|ed|ing)|released? from|end(?:s|ed|ing)? (?:the|its)|out of)(?!\w)/i
/** Routine lines on what comes next. */
const NEXT =
  /\b(?:next full|next (?:area )?(?:SEND )?inspection|within (?:approximately|about|around|roughly|the next|\w+ (?:years|months))|in (?:about |around |approximately |roughly )?(?:\w+ )?(?:three|five|\d) years|(?:about|around|approximately|roughly) (?:18|eighteen|three|five)|18 months|eighteen months)\b/i

const INSPECTIONS: readonly Phrase[] = [
  {
    slug: 'full-inspection',
    say: /\bfull (?:area )?(?:SEND )?(?:joint )?inspections?\b/i,
    nowhere: /\bILACS\b|\bchildren[’']s (?:social care|services)\b.{0,80}\b(?:inadequate|outstanding|good|require)/i,
    unless: any(
      NEXT,
      /\b(?:next|last) full\b|\bILACS\b|\bfull re-?inspection\b|\binspection (?:will|would) (?:follow|come|be within)\b|\bdue again\b|\bstill to have\b/,
    ),
  },
  {
    slug: 'notification',
    strong: true,
    where: /\b(?:Ofsted|CQC|SEND|inspectors|inspectorates?|children|families|special needs|partnership)\b/i,
    nowhere: /\bthematic\b/i,
    say: any(
      /\b(?:notified|notification|told|informed|warned|learn(?:ed|t|s) that)\b.{0,60}\b(?:of (?:its|their|the|an|a)|about|that)\b.{0,60}\b(?:inspection|will inspect|will be inspected|(?:Ofsted|CQC|inspectors) (?:\S+ ){0,4}will (?:visit|carry out|inspect|arrive))/,
      /\bnotified (?:of|about|that)\b.{0,40}\binspect|\bnotice of (?:\w+ ){0,3}inspection\b|\bnotification (?:letter|call|phone call)\b/,
      /\binspection (?:has been|was|is) announced\b|\b(?:announc(?:ed|es|ing)|confirm(?:ed|s)) (?:an?|the|its) (?:\w+ ){0,4}inspection\b|\binspection (?:of \S+ )?(?:announced|begins|starts|will (?:begin|start|take place)|is to (?:begin|start)|due to (?:begin|start))\b/,
      /\b(?:call|phone call|letter|word) (?:\w+ ){0,2}from (?:Ofsted|inspectors)\b|\b(?:got|had|received|took) the call\b|\bthe call (?:has )?c[oa]me\b/,
      /\b(?:inspectors?|Ofsted|the CQC|inspectorates)\b(?: and (?:the )?\S+| (?:of|from) (?:\S+ ){0,2}\S+)? (?:will|are to|is to|are due to|are set to|are expected to|are preparing to|plan to) (?:visit|arrive|inspect|begin|start|carry out|look at|be (?:in|visiting)|come|examine|descend|spend)\b/,
      /\b(?:is|are|will|due|set) (?:to )?be inspected (?:this|next|from|in|by|later|starting|over|on|for)\b|\bto be inspected\b|\binspectors (?:arrive|come|visit) (?:on|next|in \w+day)\b|\binspectors (?:are )?(?:com(?:e|ing)|heading|bound|arrive) (?:to|for|in)\b/,
    ),
    unless: any(
      NEXT,
      /\b(?:not (?:yet )?(?:been )?(?:notified|told|had|received)|no (?:call|notification|notice|word)|will not|not be inspected|expects?|awaits?|waiting for|rumours?|if|whether|could|again|monitoring|revisit|children[’']s home|school (?:is|will)|school[’']s)\b/,
    ),
  },
  {
    slug: 'fieldwork',
    strong: true,
    nowhere: /\bthematic\b/i,
    say: any(
      /\binspectors (?:are|were|have been|being) (?:now |currently |still |already )?(?:on[ -]site|in (?:the )?(?:area|county|city|borough|town)|visiting|talking|meeting|at work|speaking|looking|gathering|spending)\b/,
      /\binspection (?:\S+ ){0,6}?(?:is|was|are) (?:now |currently |still |well )?(?:under ?way|in progress|taking place|continuing)\b|\binspection (?:has )?(?:begun|began|started|starts today|(?:of \S+ )?continues|week|team|enters|ends on|reaches|in full swing)\b/,
      /\bon[ -]site (?:week|phase|fieldwork|activity|visit|inspection)\b|\bfieldwork\b|\b(?:half-?way|midway) through (?:the|their|its|an?) (?:\w+ ){0,3}(?:inspection|fieldwork|visit)\b/,
      /\b(?:inspectors|Ofsted|the CQC)\b.{0,30}\b(?:are|is) (?:now |currently )?(?:inspecting|in \w+ (?:this week|today))\b|\b(?:inspect|visit|are in|arrive in|meet)(?:s|ing)?\b.{0,60}\bthis week\b/,
      /\b(?:being|currently) inspected (?:this|now|by)\b|\binspectors (?:have |had )?(?:arrived|begun|started)\b|\binspection (?:\S+ ){0,5}?(?:has )?reached its (?:second|third|final|last) week\b/,
    ),
    unless:
      /\b(?:not|will (?:publish|be)|report|published|if|whether|monitoring|children[’']s home|school is|was taking place|families told|last)\b/i,
  },
  {
    slug: 'reinspection',
    strong: true,
    say: any(
      /\b(?:full )?re-?inspect(?:ion|ed|ions|ing)?\b|\b(?:second|repeat|another|fresh) (?:full )?(?:area )?(?:SEND )?inspection\b/,
      /\binspected (?:a second time|for a second time|for the second time|twice)\b|\bsecond (?:full )?inspection under\b|\binspectors (?:return|returned|came back) for a (?:second|full|new)\b/,
    ),
    unless: any(NEXT, /\bwritten statement\b|\bwill have\b.{0,40}\bin 20\d\d\b/),
  },
  {
    slug: 'revisit',
    strong: true,
    say: /\bre-?visit(?:ed|s|ing)?\b.{0,80}\b(?:inspectors|Ofsted|CQC|area|progress|written statement|found|finds|has|was|took place)\b|\b(?:inspectors|Ofsted)\b.{0,60}\bre-?visit(?:ed|s)?\b|\b(?:a|the|its|their|at|after|until) (?:\w+ )?re-?visit\b/i,
    unless:
      /\b(?:to revisit (?:the|its|this|that)|revisit(?:ed|ing|s)? (?:the|its|his|her) (?:decision|policy|plan|question|idea|budget))\b/i,
  },
  {
    slug: 'revisit',
    where: /\b(?:sufficient|enough) progress\b|\bstatement of action\b/i,
    nowhere: /\bmonitoring inspection\b/i,
    say: /\binspectors\b.{0,20}\b(?:came back|come back|returned|return|went back|who went back)\b|\bon their return\b|\bsecond look\b/i,
  },
  { slug: 'thematic-visit', strong: true, say: /\bthematic (?:\w+ )?(?:visits?|reviews?|inspections?|reports?|work)\b/i },
  {
    slug: 'engagement-meeting',
    strong: true,
    say: /\b(?:annual )?engagement (?:meetings?|conversations?|visits?)\b|\bannual (?:conversations?|meetings?) with (?:Ofsted|inspectors|the inspectorates)\b|\bannual conversation\b/i,
    unless: /\b(?:community|public|parents?[’']?) engagement\b/i,
  },
  {
    slug: 'ilacs',
    strong: true,
    say: any(
      /\bILACS\b|\bfocus(?:s)?ed visit\b|\bJTAI\b|\bsingle inspection framework\b/,
      /\binspection of (?:local authority |the council[’']s |its |\w+(?: \w+)?(?:[’']s)? )?children[’']s (?:social care |social )?services\b|\bchildren[’']s (?:social care )?services (?:inspection|report)\b/,
      /\bchildren[’']s (?:social care|(?:social care )?services)(?: (?:in|at|of|run by) (?:\S+ ){1,6}?)? ?(?:have been |has been |were |was |are |is |being )?(?:rated|judged|graded|inspected|require improvement|now require)\b/,
    ),
  },
]

const FOLLOW_UPS: readonly Phrase[] = [
  {
    slug: 'priority-action-plan',
    strong: true,
    say: /\bpriority (?:action )?(?:and |& )?(?:impact )?plans?\b(?<!priority plan)|\bpriority action plans?\b|\bplan (?:for|on|to tackle|to address) (?:the |its |these )?(?:\w+ )?(?:areas for )?priority action\b/i,
    unless: UNREAL,
  },
  {
    slug: 'strategic-plan',
    say: any(
      /\b(?:updat(?:es?|ed|ing)|revis(?:es?|ed|ing)|new|publish(?:ed|es)?|refresh(?:es|ed)?|agree[sd]?|approv(?:es?|ed)|adopt(?:s|ed)?) (?:and publish(?:ed|es)? )?(?:its |their |the |a |an )?(?:joint |local |five-year |three-year |\w+-year )?(?:SEND |SEND and inclusion |inclusion )?(?:strategic plan|strategy|improvement plan)\b/,
      /\bSEND(?: and \w+)? strategy\b|\bstrategy for (?:children|pupils|young people|families) with (?:SEND|special)|\binclusion strategy\b|\bstrategic plan\b|\bSEND (?:and AP )?improvement (?:plan|strategy)\b/,
    ),
    unless: /\b(?:no|without|lack(?:s|ed)?|government[’']s|national|DfE|local plan|transport strategy|workforce strategy)\b/i,
  },
  {
    slug: 'monitoring-inspection',
    strong: true,
    say: /\bmonitoring (?:inspections?|visits?|inspectors)\b|\b(?:inspectors|Ofsted)\b.{0,40}\b(?:monitor(?:ed|ing) (?:visit|progress))\b/i,
    unless: any(NEXT, /\b(?:will (?:take place|follow)|to follow|will be no|would|pause in)\b/),
  },
  {
    slug: 'improvement-notice',
    strong: true,
    say: any(
      /\bimprovement notice\b|\bstatutory (?:direction|intervention)\b|\b(?:DfE|government|ministerial|formal) (?:intervention|direction)\b|\bnotice to improve\b/,
      /\b(?:appoint(?:ed|s|ing)?|sent in|sends?|send in|sending)\b.{0,30}\b(?:SEND |improvement |government |independent )?commissioner\b|\bcommissioner (?:has been |was |is |to be |will be )?(?:appointed|sent|named)\b|\bministers (?:step|stepped|have stepped) in\b/,
    ),
    unless: any(UNREAL, /\b(?:children[’']s|crime|information|single|health|lead|joint) commissioner\b|\bbiodiversity\b/),
  },
]

const NATIONAL: readonly Phrase[] = [
  {
    slug: 'national-statistics',
    strong: true,
    say: any(
      /\b(?:official|national|government|DfE|Department for Education|Ministry of Justice|annual) (?:statistics|figures|data)\b|\bSEN2\b|\b(?:statistics|figures) (?:published|released) (?:by|from) the (?:Department|government|Office|Ministry)|\b(?:statistics|figures|data|numbers) from the (?:Department|government|DfE|Ministry|Office)\b|\bOffice for National Statistics\b|\b(?:school|pupil) census\b/,
    ),
    unless: /\b(?:freedom of information|FOI)\b/i,
  },
  {
    slug: 'national-statistics',
    where:
      /\b(?:in|across) England\b|\bEngland[’']s\b|\bnationally\b|\bnational(?:ly)? (?:picture|average|total|figures?)\b|\bacross the country\b|\bof the \d+ (?:full )?inspections\b|\b(?:areas|partnerships|councils) in (?:\w+|the country)\b/i,
    nowhere: /\bfreedom of information\b|\bFOI\b|\bsurvey\b|\bpoll\b/i,
    say: /\b(?:figures|statistics|data|numbers|analysis|tables|tally|count)\b(?: \S+){0,3}? (?:shows?|showed|reveal(?:s|ed)?|suggests?|published|released|out|say|says|found|finds|compiled)\b|\b(?:our|new|latest|this site[’']s|Throughline[’']s) analysis\b|\blatest figures\b/i,
    unless: /\b(?:council[’']s (?:own )?figures|local figures)\b/i,
  },
  {
    slug: 'framework-change',
    strong: true,
    where: INSPECTION,
    say: any(
      /\bconsult(?:ation|ations|ing|s|ed)? (?:\w+ )?(?:on|about|over|into)\b.{0,60}\b(?:inspect\w*|framework|handbook)\b/,
      /\b(?:trial(?:s|led|ling)?|test(?:s|ed|ing)?|pilot(?:s|ed|ing)?|introduc(?:e|es|ing)|rethink(?:s|ing)?|shorter|new-style) (?:of )?(?:\w+ ){0,4}inspections?\b|\bnew ways? (?:of|to) (?:judg|inspect)\w*|\binspections (?:to|will) (?:change|be (?:shorter|longer|more|replaced|overhauled))\b/,
      /\b(?:changes? to|review of|reform of|overhaul(?:s|ing)?(?: of)?|shake-up of|rewrit(?:e|es|ing)|revis(?:ed|ing|es|ion of)|redesign(?:ed|ing)?|updat(?:ed|es|ing)|replac(?:es?|ing))\b.{0,40}\b(?:(?:inspection|area SEND) (?:framework|handbook|process|regime|system)|(?:SEND|area) inspections|(?:it|they|inspectors) inspect)\b/,
      /\bnew (?:area )?(?:SEND )?inspection (?:framework|handbook|regime|rules) (?:is |was |has been |will be |to be )?(?:published|announced|launched|introduced|comes?|takes? effect|appl(?:y|ies)|begins?|starts?)|\bhow (?:areas|partnerships|local areas|SEND services) (?:are|will be) (?:inspected|judged)\b/,
      /\b(?:new|revised|updated) handbook\b|\bframework (?:is |will |is to )?(?:change|to change|changes)\b|\bthe way (?:it|they|inspectors|Ofsted)\b.{0,30}\binspects?\b/,
    ),
    unless: /\b(?:ILACS|school inspection|schools are inspected|no change)\b/i,
  },
  {
    slug: 'framework-2016',
    strong: true,
    say: /\b(?:joint )?local area SEND inspections?\b|\bold(?:er)? (?:SEND )?(?:inspection )?framework\b|\b(?:previous|former|earlier|2016) (?:area )?(?:SEND )?(?:inspection )?framework\b|\boutcome letter\b/i,
  },
  {
    slug: 'framework-2016',
    where: /\b(?:significant (?:areas? of )?weakness(?:es)?|joint inspection)\b/i,
    nowhere: /\brevisit|\bcame back\b|\baccelerated progress\b|\bsufficient progress\b|\byears (?:later|after|on|ago)\b/i,
    say: /\bwritten statement of action\b/i,
  },
  {
    slug: 'framework-2023',
    say: /\bunder the (?:\w+ ){0,2}(?:area )?(?:SEND )?(?:inspection )?framework\b|\barea SEND (?:inspection )?framework\b|\b(?:new|current|2023) (?:area )?(?:SEND )?(?:inspection )?framework\b|\blocal area partnership inspection\b|\bframework (?:introduced|brought in|in force|that began) (?:in|since) (?:January )?2023\b/i,
    unless: /\b(?:will be introduced|consultation|old|older|previous|former|earlier|2016|ILACS|school)\b/i,
  },
]

export const STAGE_PHRASES: readonly Phrase[] = [...INSPECTIONS, ...FOLLOW_UPS, ...NATIONAL]
