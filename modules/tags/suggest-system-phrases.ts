/** How the field, and everybody else, speaks of schools, money, staff, leaders and the law. Pure. */
import { any, type Phrase } from './suggest-phrase'

const STAFF =
  '(?:staff|psychologists?|SENCOs?|SENDCOs?|co-?ordinators?|therapists?|teachers?|teaching assistants?|assistants?|case ?workers?|case officers?|plan writers?|social workers?|specialists?|workforce|practitioners?|nurses?|paediatricians?|health visitors?|clinicians?|officers|doctors|carers|educators|personnel|recruits)'
const FAMILIES =
  '(?:parents?|carers?|families|young people|children|pupils|mothers?|fathers?|mums?|dads?|the (?:parent carer )?forum|forums?|students|teenagers|them)'
const MAKE =
  '(?:written|drawn up|designed|developed|created|planned|shaped|built|drafted|made|rewritten|re-?designed|devised|worked (?:out|up)|put together|produced|agreed|prepared|run|set up|reshaped|written up|wrote it|tested)'

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

const VOICE: readonly Phrase[] = [
  {
    slug: 'parent-carer-voice',
    say: /\b(?:parents|families|mothers)\b.{0,40}\b(?:march(?:ed)?|protest(?:ed)?|rall(?:y|ied)|demonstrat(?:e|ed|ion)) (?:on|at|outside|against|in|to)\b/i,
  },
  {
    slug: 'parent-carer-voice',
    strong: true,
    say: any(
      /\b(?:parents?(?:,? and| and)? ?(?:carers?)?|carers?|families|mothers)[’']?(?:s[’']?)?\b.{0,60}\b(?:listened to|voices?|not heard|unheard|be heard|being heard|feel heard|felt heard|ignored|shut out|lived experiences?|(?:little|no|lost|lose|losing|more|lack|less) (?:\w+ )?(?:confidence|trust|faith)|confidence in|trust in|(?:not )?(?:all )?(?:are |were )?(?:un)?convinced|dissatisf\w+|satisfied|unhappy|less sure|kept in the dark|are happy|feel let down)\b/,
      /\b(?:confidence|trust|faith|satisfaction|views|experiences?|voices?|frustration|anger) (?:of|among|from) (?:\w+ )?(?:parents|families|carers)\b|\b(?:parents|families|parental|carers)[’']? (?:confidence|trust|satisfaction|views|voices?|feedback)\b|\blived experiences?\b|\b(?:survey|poll) of (?:\S+ )?(?:parents|families|carers)\b|\b(?<!will |to |must |should )listen(?:s|ed|ing)? to (?:\w+ )?(?:families|parents|carers|mothers)\b|\brebuild(?:ing)? trust\b|\bparent (?:power|voice)\b/,
    ),
  },
  {
    // A forum by its kind; one by its name speaks where it does something (suggest-names.ts).
    slug: 'parent-carer-voice',
    say: /\bparent[’']?s?[- ](?:and )?carer[’']?s?[’']? (?:forums?|groups?|network|voice|representatives?)\b|\bparents[’'] groups?\b|\bforum for (?:parents|families)\b|\b[Ff]orum(?:[’']s (?:chair|members|spokes\w+|co-chair)\S*)? (?:\S+ ){0,2}?(?:sa(?:id|ys)|told|tells|warn(?:s|ed)|welcom(?:es?|ed)|called|wants|wanted|argu(?:es|ed)|urg(?:es|ed)|fears|criticis\w+|asked (?!members)|survey(?:s|ed)|protested|described)\b|\b(?:Parents?|Carers?|Family|Families)[’']? (?:and Carers? |Carers?[’']? )?(?:Forum|Voice|Council|Network|Group|Together|Alliance|Action)\b(?: \S+){0,6}? (?:sa(?:id|ys)|told|tells|warn(?:s|ed)|welcom(?:es?|ed)|called|wants|wanted|argu(?:es|ed)|urg(?:es|ed)|fears|criticis\w+|protested|described)\b|\bfor the forum said\b/,
  },
  {
    slug: 'co-production',
    say: /\b(?:youth|young people[’']s|pupil) (?:panel|forum|council|advisers|board)\b|\b(?:parents|families|young people|pupils)\b.{0,40}\b(?:ha(?:ve|d) a say|steering group|working group|as partners)\b/i,
  },
  {
    slug: 'co-production',
    strong: true,
    say: new RegExp(
      [
        `\\bco-?(?:produc(?:tion|ed|ing|e|es|tive)|design(?:ed|ing)?|creat(?:ed|ing|ion))\\b`,
        `\\b${MAKE} (?:jointly |together |in partnership |hand in hand |alongside )?(?:with|alongside) (?:the )?(?:\\S+ ){0,3}?(?:parents?|carers?|families|young people|pupils|children|mothers|forum|teenagers|disabled people)\\b`,
        // A film made by a forum is its own; a plan made by young people is theirs.
        `\\b${MAKE} (?:jointly )?by (?:the |local |disabled |autistic )?(?:parents|carers|families|young people|pupils|children|mothers|teenagers)\\b(?! of)`,
        `\\b${FAMILIES} (?:\\S+ ){0,4}?(?:help(?:s|ed|ing)?|asked|invited|chose|choose|took part|join(?:s|ed)?|worked with \\S+|work with \\S+|involved)(?: \\S+){0,3}? (?:to |in )?(?:re-?writ\\w+|re-?design\\w*|writ(?:e|ten|ing)|wrote|shap(?:e|ed|ing)|plan(?:ning)?|choos(?:e|ing)|interview\\w*|decid(?:e|ing)|draw(?:ing)? up|develop(?:ing)?|creat(?:e|ing)|set(?:ting)? up|build|draft|the furniture|the name|test(?:ing)?)\\b`,
        `\\b(?:parents?|families|young people) and (?:officers|officials|staff|professionals|managers|councillors)\\b(?: \\S+){0,4} (?:wrote|rewrote|write|designed?|redesigned|drew|draw|worked|work|sat|sit|agreed?|met|meet)\\b`,
        `\\binvolv(?:es?|ed|ing|ement) (?:(?:of|with) )?(?:\\S+ ){0,3}?(?:parents|families|carers|young people|forum) (?:in|from) (?:the start|every|all|designing|planning|shaping|writing|decisions?|drawing|the design)`,
        `\\b(?:was|were|are|is|been) involved in (?:every stage|planning|designing|shaping|writing|all|drawing|choosing|the design|each stage|commissioning|decisions)`,
        `\\b(?:parents?|families|young people|carers|mothers|pupils)(?: \\S+){0,3} (?:on|sit on|sat on|sitting on) (?:every|each|the|all|interview|its|a) (?:\\w+ )?(?:panels?|boards?)\\b|\\bequal partners\\b|\\bput(?:ting)? parents on\\b|\\bparents on every\\b`,
        `\\b(?:testing|design|planning|co-design|listening) (?:sessions?|workshops?|groups?) with (?:\\w+ )?(?:parents|families|young people|children|pupils|carers)\\b|\\bworkshops? (?:where|in which|with) (?:\\w+ )?(?:parents|families|young people|carers)\\b`,
        `\\b[Yy]oung people (?:chose|picked|named|designed|decided|wrote|run|led|lead|helped)\\b|\\bwrote it (?:together )?with (?:families|parents|carers)\\b|\\bshaped by (?:what )?(?:families|parents|young people|children)\\b|\\b(?:asks?|asked) (?:parents|families|young people) (?:how|what|to help|to design|to shape)\\b`,
      ].join('|'),
      'i',
    ),
    unless:
      /\b(?:no|without|not|lack of|little|weak|never) (?:\w+ )?(?:co-?produc\w*|involve\w*)|\bjoint(?:ly)? (?:written|agreed) by the council and\b/i,
  },
  {
    slug: 'local-offer',
    strong: true,
    say: /\blocal offer\b|\bSENDIASS?\b|\binformation,? advice,? and support\b|\b(?:impartial|independent|free) (?:\w+ ){0,3}(?:advice|information)\b|\b(?:advice|help)(?: |-)?lines?\b|\badvice service\b|\bsignpost\w*|\bdirectory of services\b|\b(?:one-stop|SEND) (?:website|information (?:site|hub|page))\b/i,
  },
  {
    slug: 'parental-blame',
    strong: true,
    say: /\b(?:parents?|mothers?|families|carers?|mums?)\b.{0,40}\b(?:blamed|accused|(?:wrongly )?suspected|disbelieved|not believed|labelled|investigated)\b|\bblam(?:e|ed|es|ing)\b.{0,30}\b(?:parents?|mothers?|families|mums?)\b|\bfabricated or induced illness\b|\bFII\b|\b(?:parent|mother)[- ]blam(?:e|ing)\b|\bbad parent(?:s|ing)\b|\baccused of (?:making|harming|inventing|faking|exaggerating|causing|abusing|neglecting)\b|\btreated (?:as|like) (?:suspects|criminals|liars)\b|\bmade to feel (?:guilty|like bad|to blame)\b|\b(?:parents[’']|mothers[’']|their|our|my) (?:own )?fault\b/i,
    unless:
      /\b(?:(?:parents?|families|mothers?|carers?) (?:\w+ )?(?:have |also |had )?(?:blame[sd]?|accuse[sd]?) (?:the|it|its|a|cuts|councils?|ministers?|leaders?|officers?|Ofsted)|blam(?:e|es|ed|ing) (?:the |its )?(?:cuts|cost|costs|demand|delay|delays|shortage|size|lack))\b|\bcouncil (?:was |is )?(?:accused|blamed)\b/i,
  },
]

const LEADERS: readonly Phrase[] = [
  {
    slug: 'leadership-governance',
    unless: /\b(?:must|should|need(?:s|ed)? to|will|agreed to)\b/i,
    say: /\bshared vision\b|\b(?:partners|agencies|leaders|council and (?:the )?NHS)\b.{0,40}\bwork(?:s|ing|ed)? (?:well |closely |better )?together\b/i,
  },
  {
    slug: 'leadership-governance',
    strong: true,
    say: any(
      /\bleaders?\b.{0,60}\b(?:oversight|accountab\w+|ambitious|vision|strategic|governance|too slow|not (?:acted|known)|do not know|did not know|have a clear|lack)\b|\bgovernance\b|\b(?:improvement|oversight|partnership|SEND|transformation|strategic|inclusion) boards?\b|\bindependent (?:chair(?:man|woman)?|board)\b|\bchair of (?:the|its|\S+) (?:\w+ )?(?:improvement|partnership|SEND) board\b/,
      /\b(?:strategic|weak|strong|poor|new|political|stable|clear|lack of|changes? (?:of|in|at)) leadership\b|\bleadership (?:is|was|has|team|and|changes?|of|across|at)\b|\bstrategic leaders?\b|\baccountability (?:is|between|across|of leaders)\b|\bpartnership working\b|\bleaders (?:from|of|at|in)\b.{0,140}\bworking (?:well )?together\b|\bworking (?:well )?together\b.{0,30}\bleaders\b/,
      /\b(?:director|chief executive|head of SEND|SEND chief|chief officer|assistant director|children[’']s chief|education chief|children[’']s boss|SEND boss|council chief)\b(?: \S+){0,12}? (?:to (?:leave|go|quit|resign|retire|step down|stand down|depart)|is (?:to )?(?:leave|leaving)|will (?:leave|go|step down|take over|replace|start|retire|depart)|brought in|has (?:left|quit|resigned|gone|stepped down|stood down)|left|leaves|quits?|resign(?:s|ed)|retir(?:es|ed)|step(?:s|ped|ping)? (?:down|aside)|stand(?:s|ing)? down|will be appointed|has been (?:appointed|named|hired)|is appointed|appointed|named|takes? (?:over|up|charge)|took over|joins|replaces|replaced|will join|starts|be replaced|sacked|suspended|departs?)\b/,
      /\b(?:appoint(?:s|ed|ing|ment of)?|nam(?:es|ed)|hir(?:es|ed)|new|interim|permanent|acting|first|fourth|third|second|replace(?:s|d)?|loses)\b(?: \S+){0,6}? (?:director|chief executive|head of SEND|SEND (?:chief|boss|lead)|assistant director|head of inclusion|children[’']s (?:boss|chief))\b|\b(?:cabinet|lead) member\b(?: \S+){0,6}? (?:resigns?|resigned|quits?|step(?:s|ped) down|is replaced|sacked)\b|\bsuccessor\b|\b(?:director|chief)[’']s (?:departure|resignation|exit)\b|\bpeople at the top\b/,
    ),
    unless:
      /\b(?:school(?:[’']s)? leaders|union leaders?|council leader(?!ship)|leader of the opposition|forum|charity[’']s?|film director|artistic director|funeral director|medical director|head ?teachers?|academy trust|(?:said|says|told|according to) (?:the |its |\S+ \S+, )?(?:new |interim )?(?:executive )?director)\b/i,
  },
  {
    slug: 'data-quality-assurance',
    strong: true,
    say: any(
      /\bquality[- ](?:assurance|assur\w+|checks?|control)\b|\b(?:use of|council[’']s|NHS[’']s?|partnership[’']s|share(?:s|d)?|sharing|better|poor|weak|reliable|accurate|live|performance|inaccurate|good|of|collect\w*|unreliable|no|own|shared) (?:\w+ )?data\b|\bdata\b.{0,40}\b(?:dashboards?|inform(?:s|ed)?|poor|used|uses?|shared|systems?|understand|unreliable|inaccurate|weak|missing|show)\b|\bdashboards?\b|\b(?:records|figures|numbers)\b.{0,30}\b(?:wrong|unreliable|inaccurate|incomplete)\b|\b(?:case management|IT) system\b/,
      /\baudit(?:s|ed|ors?|ing)?\b.{0,60}\b(?:plans?|EHCPs?|cases|quality)\b|\b(?:plans?|EHCPs?|quality|cases)\b.{0,50}\b(?:audit(?:ed|ors?|s|ing)?|checked (?!again)\w+|sampled|moderated|moderation)\b|\bsample of (?:\w+ )?(?:plans|EHCPs?|cases)\b|\bself-evaluation\b.{0,40}\bdata\b/,
    ),
    unless: /\b(?:data (?:protection|breach|leak)|personal data|DfE data|official data|national data|government data|national audit)\b/i,
  },
  {
    slug: 'joint-commissioning',
    strong: true,
    say: any(
      /\bjoint(?:ly)?[- ](?:commission\w*|plann(?:ing|ed)|fund(?:ed|ing)|buy(?:ing)?|bought|pa(?:y|id)|purchas\w+)\b|\bcommission\w* (?:\w+ ){0,4}(?:together|jointly)\b|\b(?:joint|shared) plan\b|\bsection 75\b|\bpool(?:s|ed|ing)? (?:\w+ )?(?:budgets?|funds?|money|cash)\b|\bpooled budgets?\b|\bwho (?:should )?pays?\b.{0,60}\b(?:NHS|ICB|health)\b|\bsplit the (?:cost|bill)\b|\bjoint (?:budget|contract|commissioner|funding|fund)\b/,
      /\b(?:single|shared|common|one|same) (?:offer|contract|service specification|specification|budget)\b.{0,40}\b(?:therap\w+|for|across|between)\b|\bcouncils?(?: \S+){0,6} and (?:\S+ ){0,8}?(?:NHS|ICB|health)(?: \S+){0,6} (?:jointly|together) (?:buy|pay|fund|plan|commission)\b|\bplan(?:ning)? and (?:buy(?:ing)?|commission(?:ing)?|pay(?:ing)?)(?: \S+){0,9} together\b|\bcommissioning\b.{0,30}\b(?:gaps?|arrangements|decisions|strategy|plan|priorities)\b/,
    ),
    unless: /\bjointly responsible\b|\b(?:clinical commissioning group)\b/i,
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

export const SYSTEM_PHRASES: readonly Phrase[] = [...SCHOOLS, ...MONEY_AND_STAFF, ...VOICE, ...LEADERS, ...LAW_AND_STATE]
