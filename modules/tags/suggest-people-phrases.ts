/** How the field, and everybody else, speaks of what parents say and shape, and of who leads. Pure. */
import { any, type Phrase } from './suggest-phrase'

const FAMILIES =
  '(?:parents?|carers?|families|young people|children|pupils|mothers?|fathers?|mums?|dads?|the (?:parent carer )?forum|forums?|students|teenagers|them)'
const MAKE =
  '(?:written|drawn up|designed|developed|created|planned|shaped|built|drafted|made|rewritten|re-?designed|devised|worked (?:out|up)|put together|produced|agreed|prepared|run|set up|reshaped|written up|wrote it|tested)'

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

export const PEOPLE_PHRASES: readonly Phrase[] = [...VOICE, ...LEADERS]
