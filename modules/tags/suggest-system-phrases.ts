/** How the field, and everybody else, speaks of schools, money, staff and the law. Pure. */
import { any, type Phrase } from './suggest-phrase'

const STAFF =
  '(?:staff|psychologists?|SENCOs?|SENDCOs?|co-?ordinators?|therapists?|teachers?|teaching assistants?|assistants?|case ?workers?|case officers?|plan writers?|social workers?|specialists?|workforce|practitioners?|nurses?|paediatricians?|health visitors?|clinicians?|officers|doctors|carers|educators|personnel|recruits)'

const SCHOOLS: readonly Phrase[] = [
  {
    slug: 'specialist-places',
    strong: true,
    say: any(
      /\b(?:special[- ]school|specialist|resource[d]?(?: base)?|SEND|special) places\b|\bspecialist (?:school )?(?:places?|provision|bases?|units?|classes)\b/,
      /\b(?:new|extra|more|another|additional|second|first|purpose-built) (?:\w+ ){0,2}special (?:free )?schools?\b|\bspecial (?:free )?schools? (?:plans?|places?|sites?|shortage|expansion|extension|building|projects?)\b|\b(?:plans?|proposals?|site|go-ahead|approval|bid|permission) for (?:a|an|two|three|the) (?:\S+ ){0,3}?special (?:free )?schools?\b/,
      /[a-z0-9]-(?:place|pupil) (?:\w+ )?(?:special|base|unit|school|provision|hub|specialist|autism|resource)|\bspecial (?:free )?schools?\b(?: \S+){0,8}? (?:(?:will|to|is to|are to|set to|due to|could) (?:be )?(?:open|built|expand\w*|extended|created|replace\w*)|are full|is full|full|oversubscribed|at capacity|over capacity|turning away)\b/,
      /\b(?:open(?:s|ed|ing)?|build(?:s|ing)?|built|creat(?:e|es|ed|ing)|expand(?:s|ed|ing)?|extend(?:s|ed|ing)?|fund(?:s|ed|ing)?|pay(?:s|ing)? for|add(?:s|ed|ing)?)\b(?: \S+){0,6}? (?:special (?:free )?schools?\b(?! (?:pupil|bus|transport|by|for \w+ week))|resource[d]? (?:provisions?|bases?|units?)|(?:autism|SEND|specialist|inclusion|resource|learning|special) (?:bases?|units?))/,
      /\bresource[d]? (?:provisions?|bases?|units?)\b|\b(?:autism|SEND|specialist|ASD) (?:bases?|units?)\b|\bspecial schools?\b(?: \S+){0,4}? (?:full|oversubscribed)\b/,
      /\b(?:shortage|lack|want|scarcity) of (?:\w+ )?(?:special(?:ist)?|suitable|local) (?:school )?(?:places|provision|schools)\b|\b(?:no|not enough|too few|enough|more|extra|new|\d+|hundred) (?:\w+ )?(?:special|specialist|suitable)(?: school)? (?:places|provision)\b|\bplaces? (?:at|in|for) (?:\w+ )?special(?:ist)? schools?\b|\b(?:independent|private) (?:special )?(?:school placements?|placements?)\b|\bout[- ]of[- ](?:area|borough|county) placements?\b|\bno (?:room|space) for them\b|\bplaces for (?:\w+ )?(?:autistic|disabled|(?:pupils|children) with)\b|\b(?:no|without a) (?:suitable )?school place\b|\b\d+ (?:new |extra |more )?places (?:in|at) (?:\w+ ){0,3}(?:bases?|units?|schools?)\b/,
    ),
    unless: /\b(?:opens? at (?:a|the) special|opened at|bath|pool|garden|playground|concert|prize|minibus)\b/i,
  },
  {
    slug: 'inclusion-mainstream',
    where: /\b(?:schools?|nurser(?:y|ies)|classrooms?)\b/i,
    say: /\binclusive\b/i,
  },
  {
    slug: 'inclusion-mainstream',
    strong: true,
    say: any(
      /\bmainstream\b(?: \S+){0,8}? (?:inclu(?:sion|sive\w*|de)|welcom\w+ (?:pupils|children))\b|\binclu(?:sion|sive\w*|de[sd]?)\b(?: \S+){0,8}? (?:mainstream|ordinary) ?(?:schools?|classes|classrooms?|settings?)?|\bmainstream inclusion\b/,
      /\binclusi(?:on|ve|vity) (?:of |in )?(?:mainstream|schools?|practice|leaders?|teams?|bases?|hubs?|charter|mark|award|fund|classrooms?|teaching|education)\b|\bin (?:mainstream|ordinary) (?:schools|classes|classrooms)\b(?! (?:place|uniform))|\b(?:schools|it) (?:more )?inclusive\b|\bstay(?:s|ed|ing)? in (?:mainstream|their local school)\b|\bmore help in mainstream\b|\bschools (?:take in|include|welcome|admit|keep) (?:\w+ )?(?:pupils|children)\b|\b(?:push|drive|plan|fund|money|strategy) for (?:\w+ )?inclusion\b|\bmainstream schools (?:to )?(?:take|admit|accept|keep|support|help|cope|do more)\b/,
    ),
    unless: /\b(?:not mainstream|non-mainstream|mainstream media|inclusion on the|digital inclusion|financial inclusion)\b/i,
  },
  {
    slug: 'inclusion-mainstream',
    say: /\bmainstream (?:schools?|class(?:es|rooms?)?|settings?|education|primar(?:y|ies)|secondar(?:y|ies)|colleges?|nurseries)\b/i,
    unless: /\b(?:not|no|out of|instead of|left|leave|outside|cannot|unable|refused|non-?)\b/i,
  },
  {
    slug: 'home-to-school-transport',
    where: /\b(?:pupils?|SEND|disabled (?:children|teenagers|students)|special schools?)\b/i,
    unless: /\b(?:police|witnesses|trip|drivers? (?:was|were) arrested)\b/i,
    say: /\b(?:taxis?|minibus(?:es)?)\b/i,
  },
  {
    slug: 'home-to-school-transport',
    strong: true,
    say: any(
      /\b(?:home[- ]to[- ])?(?:school|college|SEND|pupil) (?:transport|travel|run|bus(?:es)?|taxis?|minibus(?:es)?)\b|\bhome[- ]to[- ]school\b|\b(?:transport|travel) (?:assistance|help|policy|costs?|bill|budget|training|scheme|service|grants?|cuts?|for (?:pupils|children|students|disabled))\b|\bwalking bus\b|\bpassenger assistants?\b|\b(?:journeys?|travel\w*|trips?) to (?:and from )?(?:school|college)\b|\bpetrol money\b|\bmileage (?:payments?|allowances?|rates?)\b/,
      /\b(?:taxis?|minibus(?:es)?|bus(?:es)?|cabs?|lifts?|car|transport)\b.{0,60}\b(?:to (?:and from )?(?:school|college|class|lessons)|pupils|schools?|students)\b|\b(?:school|college|pupils?|students|teenagers|disabled children)\b.{0,80}\b(?:taxis?|minibus(?:es)?|bus pass(?:es)?|transport)\b|\bbus pass(?:es)?\b/,
    ),
    unless: /\b(?:transport (?:secretary|minister|committee|for London)|police|witnesses|lifts (?:the|its)|trip)\b/i,
  },
  {
    slug: 'alternative-provision',
    strong: true,
    say: /\balternative (?:provision|education|schools?|settings?|providers?|curriculum)\b|\bpupil referral units?\b|\bEOTAS\b|\beducation (?:arranged )?other(?:wise)? than (?:at|in) (?:a )?school\b|\bunregistered (?:\w+ )?(?:schools?|settings?|provi\w+|tuition|centres?)\b|\b(?:taught|educated|lessons) (?:\w+ )?(?:at home|online|outside school|off site|off-site)\b|\b(?:home|hospital|online) (?:tuition|tutors?|tutoring)\b.{0,40}\b(?:pupils|children|school)|\b(?:tuition|tutors?)\b.{0,40}\b(?:instead of|no) school/i,
    unless: /\bgreen paper\b|\bSEND and AP\b|\bSEND and alternative provision (?:improvement|green|plan|change)/i,
  },
]

const MONEY_AND_STAFF: readonly Phrase[] = [
  {
    slug: 'funding-deficits',
    where: /\b(?:SEND|high needs|special (?:educational )?needs)\b/i,
    unless: /\battention deficit\b/i,
    say: /\bdeficits?\b/i,
  },
  {
    slug: 'funding-deficits',
    strong: true,
    say: any(
      /\bhigh[- ]needs (?:block|funding|budgets?|deficits?|spending|money|allocations?|costs?|capital)\b|\bdedicated schools grants?\b|\bDSG\b|\bsafety[- ]valve\b|\bstatutory override\b|\bdelivering better value\b/,
      /\b(?:SEND|special needs|special educational needs|schools) (?:funding|deficits?|budgets?|debts?|spending|overspends?|money|costs|bill|black hole)\b|\b(?:deficits?|overspends?|overspent|overspending|debts?|black hole|funding (?:gap|crisis|shortfall|formula|cuts?|squeeze))\b.{0,60}\b(?:SEND|special (?:educational )?needs|schools?|pupils|children|high needs)\b|\b(?:SEND|special (?:educational )?needs|disabled|high needs)\b.{0,60}\b(?:deficits?|overspends?|overspent|debts?|underfund\w+|funding (?:gap|crisis|shortfall|formula|cuts?))\b|\bunder-?funding\b|\bbankrupt\w*\b|\bsection 114\b|\btop-up (?:funding|payments?|money)\b|\bbailouts?\b|\bfunding crisis\b|\bhigh[- ]needs\b(?! (?:pupils|children|learners|students))/,
    ),
    unless: /\b(?:no deficit|attention deficit)\b/i,
  },
  {
    slug: 'workforce',
    strong: true,
    say: any(
      new RegExp(
        `\\b(?:shortages?|lack|recruit\\w*|hir(?:e|es|ed|ing)|vacanc(?:y|ies)|turnover|retention|retain\\w*|exodus|too few|not enough|fewer|more|extra|additional|new|employ(?:s|ed|ing)?|tak(?:e|es|ing) on|appoint(?:s|ed|ing)?|training|train(?:ed)?|\\d+|agency|permanent|temporary|experienced|qualified|short of|burn-?out|sickness|struggl\\w+ to (?:find|keep|hire)|half the|pay for)\\b (?:\\w+ ){0,3}?${STAFF}\\b`,
      ),
      new RegExp(
        `\\b${STAFF}\\b.{0,40}?\\b(?:shortages?|shortfall|vacanc(?:y|ies)|vacant|turnover|recruit(?:ment|ed|ing)?|training|trained|retention|unfilled|quit(?:ting)?|leav(?:e|es|ing)|exodus|burn-?out|burnt out|overworked|workload|it needs|hard to find|in short supply|to be hired|paid more|golden hello)\\b`,
      ),
      /\b(?:posts?|vacancies|jobs|roles) (?:\w+ ){0,3}(?:empty|vacant|unfilled|filled|to fill|lie empty|stand empty)\b|\b(?:empty|vacant|unfilled) (?:posts|roles|jobs)\b|\b(?:nobody|no one) to hire\b|\bfill (?:the|its|their) (?:posts|vacancies)\b|\brecruitment\b|\b(?:staff|workforce) (?:shortages?|turnover|training|plan|strategy|development|sickness|morale)\b|\b(?:struggl\w+|hard|difficult) to recruit\b|\b(?:offered|given|get|gets|receive[sd]?|complete[sd]?|attend(?:s|ed)?|mandatory|new|free|autism) (?:\w+ )?training\b|\bworkforce\b|\bgolden hellos?\b|\bworkload\b|\bagency staff\b|\bstaffing\b|\bvacanc(?:y|ies)\b|\blost (?:\w+ ){0,3}staff\b|\bcaseloads?\b|\bcasework team\b|\bstaff (?:\w+ ){0,4}(?:learn|learning|learned|learnt)\b|\bchanges? of (?:social worker|staff|case ?worker|SENCO|teacher)s?\b|\bhours a week\b|\b(?:leave|leaving|quit|quitting) (?:the|their) (?:job|profession|post|service)s?\b|\b(?:pay|paid) (?:rise|offer|more) (?:for|to) (?:\w+ )?(?:staff|assistants|workers)\b/,
    ),
    unless:
      /\b(?:travel training|training (?:ground|session|for inspectors|days? for (?:parents|families))|(?:trains?|training) for (?:a|the) (?:race|marathon)|police (?:officers|recruit\w*)|universit\w+|pupils? recruit|new staff(?:room| car))\b|\b(?:head teachers?|teachers) (?:and|or) (?:parents|pupils)\b/i,
  },
]

const LAW_AND_STATE: readonly Phrase[] = [
  {
    slug: 'tribunal-appeals',
    strong: true,
    say: /\btribunals?\b|\bSENDIST\b|\bappeal(?:s|ed|ing)? (?:against|to the|over|were|rose|rise|registered|lodged|won|lost|in|succe\w+|have|has|hit|about)\b|\b(?:lodge[sd]?|lodging|win(?:s|ning)?|won|los(?:es?|t)|register(?:ed)?|number of|SEND|parents[’']?|successful) appeals?\b|\bmediation\b|\bwho appeal(?:s|ed)?\b/i,
    unless:
      /\b(?:employment|immigration|benefits?) tribunal\b|\bappeal(?:s|ed)? (?:for|to the public|to readers)\b|\bappeal to (?:parents|people|witnesses)\b|\bcharity appeal\b/i,
  },
  {
    slug: 'ombudsman-complaints',
    strong: true,
    say: /\bombudsm[ae]n\b|\bLGSCO\b|\bcomplaints? (?:was |were )?(?:upheld|to the|against|about|over|rose|procedure|system)\b|\bupheld (?:\S+ )?complaints?\b|\bfound (?:the council |it )?(?:to be )?at fault\b|\bformal complaints?\b/i,
    unless: /\bprisons? (?:and probation )?ombudsman\b|\b(?:housing|pensions?|financial) ombudsman\b/i,
  },
  {
    slug: 'send-reform',
    strong: true,
    say: /\b(?:schools|SEND|education) white paper\b|\bSEND (?:review|reforms?|green paper|white paper|overhaul|shake-up|bill)\b|\bgovernment[’']s SEND\b|\breform(?:s|ed|ing)? (?:of |to |the |for )?(?:the )?(?:SEND|special (?:educational )?needs)\b|\b(?:overhaul|shake-up|rewrit\w+) (?:of )?(?:the )?(?:\w+ )?(?:SEND|special (?:educational )?needs)(?: system| law| support)\b|\bChildren and Families (?:Act|Bill)\b|\bwhite paper\b|\b(?:government|ministers[’']|government[’']s|DfE) (?:plans?|proposals?)\b|\bthe (?:planned|proposed|coming|promised) reforms\b/i,
    unless: /\b2014 reforms\b|\b(?:health|planning|transport|energy) white paper\b/i,
  },
  {
    slug: 'accountability-pause',
    strong: true,
    say: /\b(?:pause[sd]?|pausing|suspen(?:d|ded|ds|sion)|halt(?:ed|s|ing)?|stopped|stops|on hold|shelve[sd]?|postpone[sd]?|gap in|break in)\b.{0,40}\b(?:monitoring|inspections|follow-up visits)\b|\b(?:monitoring|inspections|follow-up visits)\b.{0,40}\b(?:pause[sd]?|suspended|halted|on hold|stopped|postponed)\b|\baccountability gap\b|\bunchecked for\b/i,
    unless: /\bmonitoring of (?:the )?(?:air|water|noise|traffic|rivers?)\b/i,
  },
  {
    slug: 'nhs-reorganisation',
    strong: true,
    say: any(
      /\b(?:ICBs?|(?:integrated care|health|NHS) boards?|NHS \w+)\b.{0,80}?\b(?:merg(?:e|er|ers|ed|ing|es)|cluster(?:s|ed|ing)?|abolish(?:ed)?|abolition|reorgani[sz](?:ed|ation)|restructur\w+|shake-up|scrapped|(?:became|become|becoming|form) (?:a |one )?(?:single|one|new)|cut (?:its|their) (?:running )?costs|cease to exist|join(?:ing)? (?:together|forces)|combin(?:e|es|ing)|halv(?:e|ing) (?:their|its))\b/,
      /\b(?:merg(?:er|ing|ed|es?)|cluster(?:ing|s)?|shake-up|reorgani[sz]ation|abolition|restructuring|halving|cuts? to)\b.{0,40}\b(?:ICBs?|integrated care boards?|health boards?|NHS England|(?:the )?NHS boards?)\b/,
    ),
    unless: /\b(?:replaced by|clinical commissioning group is)\b/i,
  },
  {
    slug: 'local-government-reorganisation',
    strong: true,
    say: any(
      /\blocal government (?:reorgani[sz]ation|shake-up|reform)\b|\bcouncil (?:reorgani[sz]ation|mergers?|shake-up)\b|\bLGR\b|\bvesting day\b|\bshadow (?:authorit\w+|councils?)\b|\btwo-tier\b/,
      /\b(?:new|single|two|three|four|five|create|creating|proposed|planned) (?:\w+ )?unitar(?:y|ies)\b|\bcouncils?\b.{0,40}\b(?:be|are|is|were|was|being) (?:abolished|replaced by|scrapped|split (?:in|up)|broken up|merged)\b|\breplac(?:e|es|ed|ing) (?:all |the )?(?:\w+|\d+) councils\b|\bcouncils (?:with|into|become|to become) (?:one|two|three|four|five)\b|\bunitaries\b|\bunitary (?:councils|authorities) (?:will |to |would |are to )?(?:replace|take over)\b|\breplac(?:e|es|ing) \w+ County Council\b|\bcouncils? (?:to |will |would )merge\b|\bmerg(?:e|er|ing) (?:of )?(?:\w+ )?councils\b|\b(?:end|abolition|break-?up|breaking up|carve-up|splitting up) of (?:\S+ ){1,3}County Council\b|\bdistrict councils? (?:to )?(?:merge|be abolished)\b/,
    ),
  },
]

export const SYSTEM_PHRASES: readonly Phrase[] = [...SCHOOLS, ...MONEY_AND_STAFF, ...LAW_AND_STATE]
