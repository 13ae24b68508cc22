/** How the field, and everybody else, speaks of children’s needs and of what helps them. Pure. */
import { any, type Phrase } from './suggest-phrase'

const CARE =
  '(?:diagnos(?:[ei]s|ed)|assess(?:ed|ments?)|therap(?:y|ies|ists?)|pathways?|CAMHS|clinics?|appointments?|seen|paediatric\\w*|referrals?|psychiatr\\w*|psychologists?|specialists?|mental health|wheelchairs?|equipment|hearing|audiology|health (?:visitor|service|check|advice|support)s?|physio\\w*|autis\\w+|ADHD|counsell\\w+|neuro\\w+)'

const WAITS: readonly Phrase[] = [
  {
    slug: 'waiting-times',
    strong: true,
    say: any(
      /\b(?:waiting|wait) (?:times?|lists?)\b|\bwaits? of\b|\b(?:average|long|longer|longest|lengthy|unacceptable|shorter|average|excessive|growing|health|diagnosis|assessment|therapy|CAMHS|ADHD|autism|hidden) waits?\b|\b(?:year|month|week)[- ](?:long )?waits?\b/,
      new RegExp(`\\bwait(?:s|ing|ed)?\\b.{0,60}\\b${CARE}`),
      new RegExp(`\\b${CARE}\\b.{0,30}\\b(?:waits|waiting (?:lists?|times?)|queues?|backlogs?)\\b`),
      /\bwait(?:s|ing|ed)?\b.{0,30}\b(?:too long|months|years|weeks)\b|\b(?:cut|cuts|reduc(?:e|ed|ing|es)|shorten(?:s|ed|ing)?|bring(?:ing)? down|slash(?:es|ed)?|halv(?:e|es|ed)|improve) (?:the |its |their )?waits?\b|\bwaits (?:for|of|have|are|grow|rise|double[sd]?|fell|fall)\b|\b(?:the|an?|long|average) wait (?:for|of|has|is)\b/,
      new RegExp(
        `\\b(?:delay(?:s|ed)?|backlogs?|queues?|hold-ups?|queuing|months?|years?) (?:for|in|to|of|with|before|on)\\b.{0,40}\\b${CARE}`,
      ),
      /\b(?:children|families|people|young people|pupils|names)\b.{0,40}\b(?:on (?:the|a|its|their) (?:\w+ )?(?:waiting )?list|in (?:the|a) queue)\b|\bin the queue\b/,
    ),
    // A wait for a plan is a question of its 20 weeks; a wait for a school, a bus or a decision is none for care.
    unless:
      /\b(?:(?:wait\w*|delay\w*|backlogs?|queues?|months|years)(?: (?!neuro|autis|ADHD|diagnos|therap|and\b|but\b)\S+){0,10}? (?:EHC|EHCPs?|education,|care plans?|amended|final plans?|20 weeks|20-week|legal limit|law allows)|waits? for (?:the |their )?reports?|wait(?:s|ing|ed)? (?:\w+ ){0,3}for (?:\w+ ){0,3}(?:plans?|caseworkers?)|wait(?:s|ed|ing)? for (?:the )?inspectors|bus(?:es)?|taxis?|answers?|tribunal|hearings?|apolog\w+|re-?inspection|decision|payment|(?:can|could|ca)n?[’']?t wait|wait and see|annual review|backlogs? of (?:needs )?assessments|waiting for (?:its|the) (?:\w+ )?(?:re)?inspection)(?!\w)/i,
  },
  {
    slug: 'neurodevelopmental-pathway',
    strong: true,
    say: any(
      /\bneuro-?develop(?:mental|ment)\b|\bneuro-?(?:divers(?:e|ity)|divergent|divergence)\b|\bND pathway\b/,
      /\b(?:autism|ADHD|ASD|autistic spectrum)(?:(?: and| or|\/)(?: an)? ?(?:autism|ADHD|ASD))?(?: spectrum)?(?: disorder)? (?:assessments?|assessors?|pathways?|diagnos\w+|waits|waiting (?:lists?|times?)|referrals?|clinics?|services?|lists?|queues?|backlogs?|teams?|evaluations?|tests?|testing|appointments?|specialists?)\b/,
      /\b(?:assess\w*|diagnos\w*|referr\w+|referrals?|tested|testing|wait\w*|pathway|evaluated)\b.{0,25}\b(?:for|of|with|as|to|be)\b.{0,25}\b(?:autis\w+|ADHD|ASD)\b/,
    ),
    unless:
      /\b(?:mothers?|children|pupils|boys?|girls?|sons?|daughters?|teenagers?) (?:who (?:are|is|was|were) )?(?:of|with) (?:autism|autistic)\b/i,
  },
  {
    slug: 'autism',
    strong: true,
    head: true,
    say: any(
      /\bautistic (?!spectrum)/,
      /\bautism\b(?! (?:and ADHD |or ADHD |spectrum |\/ADHD )?(?:assess|path|diagnos|wait|refer|clinic|list|queue|backlog|training|awareness|team|service|specialist|evaluat|test|appoint|lead|support plan))/,
    ),
    unless:
      /\b(?:assess\w*|diagnos\w*|refer\w*|wait\w*|pathways?|queues?|training|trained|learn\w*|taught|teach(?:es|ing)?|understand\w*|tested|awareness|delays?|list)\b(?: \S+){0,5} autis\w+|\bautis\w+(?: \S+){0,3} (?:assess\w*|diagnos\w*|pathways?|referrals?|training)\b/i,
  },
  {
    slug: 'adhd',
    strong: true,
    head: true,
    say: /\bADHD\b(?!(?: and| or|\/)? ?(?:autism )?(?:assess|path|diagnos|wait|refer|clinic|list|queue|backlog|training|team|service|specialist|evaluat|test|appoint|nurse))|\battention deficit\b/i,
    unless:
      /\b(?:assess\w*|diagnos\w*|refer\w*|wait\w*|pathways?|queues?|training|trained|learn\w*|taught|teach(?:es|ing)?|understand\w*|tested|delays?|list|with autism or)\b(?: \S+){0,6} ADHD\b|\bADHD(?: \S+){0,3} (?:assess\w*|diagnos\w*|pathways?|referrals?|training)\b/i,
  },
]

const PLANS: readonly Phrase[] = [
  {
    slug: 'ehc-plans',
    strong: true,
    say: /\bEHC plans?\b|\bEHCPs?\b|\beducation,? health,? and (?:social )?care(?: \(EHC\))? plans?\b|\bEHC process\b|\bstatements? of (?:SEN|special educational needs)\b/i,
    unless:
      /\b(?:without|no|not) (?:the child |a child |them |pupils )?(?:needing|having|requiring|need(?:s|ed)?|waiting for|having to get) an? (?:EHC|education)/i,
  },
  {
    slug: 'ehc-plans',
    where: /\bplans?\b/i,
    say: /\bEHC (?:needs )?assessments?\b|\b(?:final|amended|draft) plans\b|\bcare plans?\b(?! approach)/i,
  },
  {
    slug: 'ehc-timeliness',
    strong: true,
    where: /\b(?:EHC|EHCPs?|care plans?|SEND|20[- ]weeks?|assessments?)\b/i,
    say: any(
      /\b20[- ]weeks?\b|\btwenty weeks?\b|\b20-week\b/,
      /\b(?:within|beyond|inside|outside|past|miss(?:es|ed|ing)?|meets?|meeting|over|exceed\w*|breach\w*|longer than|before) (?:the )?(?:statutory|legal|20|national)\b.{0,20}\b(?:timescales?|limits?|weeks|deadlines?|time ?frames?|time)\b|\b(?:longer|later) than the law\b|\bstatutory (?:timescales?|deadlines?|time ?limits?|time ?frames?)\b/,
      /\bplans?\b.{0,40}\b(?:on time|late|overdue|delayed|behind schedule|past (?:its|their) deadline)\b(?! to)|\b(?:late|overdue|delayed) (?:EHC |EHCPs?|education, health|plans|assessments|final )/,
      /\b(?:EHC|EHCPs?|care|needs) (?:\w+ )?assessments? (?:are|were|have been|remain|is|was) (?:\w+ )?(?:late|overdue|delayed|behind)\b|\bassessments? (?:done|finished|completed) on time\b/,
      /\b(?:backlogs?|delays?|delayed|waits?|waiting|waited|queues?) (?:of|in|to|for|on|with|over)\b.{0,50}\b(?:EHC\b|EHCPs?|education, health,? and care|(?:draft|final|overdue|late) (?:plans|assessments)|needs assessments|care plans?)/,
      /\bbacklog of (?:\w+ )?(?:assessments|plans)\b|\bplans? (?:were |are |was |is )?(?:now )?(?:issued|completed|finalised|delivered|finished|produced) (?:\w+ ){0,2}(?:on time|late|within|in time|sooner|faster|quicker)\b|\b(?:speed(?:s|ed|ing)? up|faster|quicker|slow(?:er)?) (?:EHC|EHCPs?|plans|education, health)/,
      /\b(?:wait|waits|waited|waiting)\b.{0,30}\b(?:for|to get|to receive) (?:an? |their |her |his |the |its )?(?:\w+ )?(?:EHC|EHCP|education, health|plans?\b)/,
      /\b(?:EHC|EHCPs?|care|new) plans?\b.{0,40}\b(?:takes?|took|taking) (?:\w+ ){0,4}(?:weeks|months|years?)\b/,
    ),
    unless:
      /\bannual reviews?\b|\breviews? of (?:\w+ )?(?:EHC )?plans?\b|\b(?:amended|local|strategic|action|improvement|transport|priority|support) (?:EHC )?plans?\b|\b(?:out[- ]of[- ]date|12 weeks|autism|ADHD)\b/i,
  },
  {
    slug: 'annual-reviews',
    strong: true,
    say: any(
      /\b(?:annual|yearly) reviews?\b|\breviews? of (?:\w+ )?(?:EHC |EHCPs?|education, health|their |care )?plans\b/,
      /\bplans?\b.{0,40}\b(?:reviewed (?:each|every|once a|on time|late|annually|yearly|for \w+ years)|(?:not|never) (?:been )?(?:reviewed|updated))\b|\bfail(?:s|ed|ure|ing) to review\b.{0,40}\bplans?\b|\breview(?:s|ed|ing)? (?:EHC |children[’']s |old |older )plans\b/,
    ),
    unless: /\bannual review of (?:the )?(?:budget|fees|strategy|accounts)\b/i,
  },
  {
    slug: 'sen-support',
    where: /\b(?:SEND|special (?:educational )?needs)\b/i,
    unless: /\b(?:financial|business|housing) support\b/i,
    say: /\bsupport plans?\b/i,
  },
  {
    slug: 'sen-support',
    strong: true,
    say: /\bSEN support\b|\bgraduated (?:approach|response)\b|\bordinarily available\b|\b(?:individual|personal) support plans?\b|\b(?:help|support|pupils|children)\b.{0,30}\bwithout (?:\w+ ){0,4}(?:EHC plan|EHCP)\b|\bneeds but no plan\b|\bSEN register\b|\bextra help in (?:class|lessons)\b|\b(?:no need for|without) (?:\w+ )?(?:a|an) (?:\w+ )?plan\b/i,
  },
  {
    slug: 'identification-assessment',
    strong: true,
    say: any(
      /\b(?:early|earlier|timely|quick(?:ly)?|accurate(?:ly)?|swift(?:ly)?|prompt(?:ly)?|late|poor|good|better)\b.{0,20}\bidentif(?:ied|ication|y|ies|ying)\b|\bidentification of\b.{0,30}\bneeds?\b/,
      /\b(?:needs?|difficult(?:y|ies)|problems|conditions?|dyslexia|delays?)\b.{0,30}\b(?:are|be|were|is|was|been|being|get) (?:\w+ ){0,3}(?:spotted|picked up|identified|recognised|missed|overlooked|noticed|caught|met late)\b|\b(?:spot(?:s|ting|ted)?|pick(?:s|ed|ing)? up|recogni[sz](?:es?|ed|ing)|identif(?:y|ies|ying)|miss(?:es|ed|ing)?) (?:\w+ ){0,3}needs\b/,
      /\b(?:spot(?:s|ting|ted)?|find(?:s|ing)?|found|catch(?:es|ing)?|notic(?:e|es|ing)|pick(?:s|ed|ing)? up) (?:\w+ ){0,2}(?:problems|difficulties|signs|delays?) (?:early|earlier|sooner|in time)\b|\b(?:problems|difficulties|signs) are (?:found|spotted|noticed|seen|missed)\b|\blook(?:s|ing)? for (?:early )?signs\b|\bundiagnosed\b|\bgo(?:es)? unnoticed\b|\b(?:assessed|identified) (?:quickly|early|accurately|late|promptly|at the earliest)\b|\bscreen(?:s|ed|ing) (?:\w+ ){0,5}(?:children|pupils|babies|toddlers|for)\b|\b(?:needs|EHC) assessments? (?:requests?|refus\w+)\b|\b(?:refus\w+|turn(?:s|ed|ing)? down|reject\w*|declin\w+)\b.{0,50}\b(?:needs )?assess(?:ment|ments)?\b|\bassessment requests\b/,
    ),
  },
]

const HEALTH: readonly Phrase[] = [
  {
    slug: 'mental-health-camhs',
    strong: true,
    say: /\b(?:CAMHS|CMHS|CYPMHS)\b|\bmental[- ](?:health|ill-health|illness)\b|\bemotional (?:well-?being|health|support|difficulties)\b|\bwell-?being (?:practitioner|team|hub|support|service)s?\b|\bSEMH\b|\bself-harm\w*|\bpsychiatr\w+|\bcounsell(?:ors?|ing)\b|\beating disorders?\b|\bsuicid\w+/i,
    unless: /\bmental health (?:\w+ )?(?:NHS )?(?:foundation )?trust\b|\bminister for mental health\b/i,
  },
  {
    slug: 'therapies',
    strong: true,
    say: /\bspeech(?:,| and|[- ]and[- ])? ?(?:language|therap\w+)\b|\bspeech (?:therap\w+|specialists?|support|problems)\b|\blanguage therap\w+|\b(?:occupational|physical|music|art|play) therap\w+|\bphysiotherap\w+|\btherap(?:y|ists?|ies)\b/i,
    unless: /\b(?:therapy (?:dogs?|pets?|pony|animals?|centre was)|talking therap\w+|psychotherap\w+|family therap\w+)\b/i,
  },
  {
    slug: 'early-years',
    strong: true,
    say: any(
      /\bearly years\b|\bhealth visitors?\b|\bportage\b|\bfamily hubs?\b|\bpre-?school(?:s|ers?)?\b|\btoddlers?\b|\bunder[- ]?fives?\b|\bchildmind(?:ers?|ing)\b|\bchildcare\b|\bbest start\b|\bSure Start\b|\bchildren aged (?:two|three|four|under five)\b|\bearly (?:language|childhood)\b|\breception (?:class|year|age|children)\b/,
      /\bnurseries\b|\bnursery (?:schools?|class(?:es)?|bases?|places?|staff|workers?|settings?|children|teachers?|leaders?|managers?|provision|age|funding|nurses?)\b|\b(?:every|each|a|into|new|their|local|private|from|or|and) nursery\b|\b(?:babies|two-year-olds|three-year-olds|four-year-olds|youngest children|from birth|birth to five|before they (?:start|reach) school|(?:children )?under[- ](?:two|three|four|five)s?|small children|very young children)\b/,
    ),
    unless: /\bin nursery\b|\bnursery (?:nurse )?rhymes?\b|\bplant nursery\b/i,
  },
  {
    slug: 'social-care-short-breaks',
    strong: true,
    say: any(
      /\bshort breaks?\b|\brespite\b|\bdirect payments?\b|\b(?:disabled children[’']s|children with disabilit(?:y|ies)|disability) (?:social work )?(?:teams?|service)\b|\bplay ?schemes?\b|\bcare packages?\b|\bsocial work(?:ers?)?\b.{0,60}\bdisabled (?:children|young)|\bovernight (?:care|stays?|breaks?)\b|\bpersonal assistants?\b|\bcarers?[’']s? (?:breaks?|assessments?)\b/,
      /\b(?:holiday|weekend|after-school|youth|summer|saturday|activity|play|breakfast) (?:clubs?|activities|schemes?|camps?)\b.{0,60}\b(?:disab\w+|SEND|special|additional needs|autistic)\b|\b(?:disab\w+|SEND|special needs|autistic)\b.{0,60}\b(?:holiday|weekend|after-school|youth|summer|saturday|activity|play) (?:clubs?|activities|schemes?|camps?)\b/,
      /\b(?:only|proper|a much-needed|first|needed) break\b|\bbreaks? for (?:carers|families|parents)\b|\b(?:social care|social work(?:ers?)?) (?:support |help |for |with )(?:\w+ ){0,3}disab\w+/,
    ),
    unless: /\b(?:lunch|dinner|spring|Christmas|school) break\b/i,
  },
]

const LIVES: readonly Phrase[] = [
  {
    slug: 'preparation-for-adulthood',
    strong: true,
    say: any(
      /\bprepar(?:ation|ed?|es|ing) (?:\w+ ){0,4}for (?:adulthood|adult life|independence|work|employment|life after|later life|the world of work)\b|\btransition(?:s|ing)? (?:in)?to (?:adult\w*|adulthood)\b|\badult (?:life|services|social care|health)\b|\badulthood\b|\bmov(?:e|es|ing) (?:on )?(?:in)?to adult\b/,
      /\b(?:supported )?internships?\b|\bapprenticeships?\b|\bPfA\b|\bpost-(?:16|19|18)\b|\bindependent(?:ly)? (?:living|travel)\b|\b(?:live|living|travel\w*|travel on) (?:on their own|independently|by themselves)\b|\bschool leavers\b|\bindependence skills\b|\blife (?:after|beyond) (?:school|education)\b|\bresidential college\b|\bat (?:18|19|25|eighteen)\b|\b(?:when|after|once) (?:they|pupils|children|young people) leave (?:school|college|education)\b|\b(?:1[6-9]|2[0-5])-year-olds?\b|\blife skills\b/,
      /\b(?:young people|young adults|teenagers|school leavers|students|leavers)\b.{0,60}\b(?:jobs?|employment|into work|paid work|work experience|careers?|college|adult|live on their own|bus)\b|\byoung adults\b|\btravel training\b|\bsupported (?:employment|living)\b|\b(?:leav(?:e|es|ing)) school at (?:16|18|19)\b|\bturn(?:s|ed|ing)? (?:18|25|16|eighteen)\b/,
    ),
    unless: /\b(?:child and adult|adult education centre)\b/i,
  },
  {
    slug: 'transitions',
    strong: true,
    say: any(
      /\btransitions? (?:between|from|to|into|at)\b.{0,40}\b(?:school|schools|phase|phases|key stage|primary|secondary|nursery|college|reception|stages? of education|settings?)\b|\bphase transfers?\b|\btransition (?:days?|plans?|visits?|support|work)\b/,
      /\b(?:mov(?:e|es|ed|ing)|chang(?:e|es|ing)|step|switch(?:ing)?|transfer(?:s|ring)?|going|go|start(?:s|ing)?|leap)\b(?: up| on)?\b.{0,20}\b(?:between (?:schools|settings|phases)|from (?:primary|nursery|infant|one school)|(?:to|at) (?:secondary|a new school|big school|primary school|reception)|secondary school)\b|\btheir new (?:secondary )?schools?\b|\b(?:Year (?:6|six)|primary pupils)\b.{0,60}\bsecondary\b|\bchang(?:e|es|ing) schools?\b/,
    ),
    unless: /\bto adult\b|\b(?:could have to|make their own way|by bus)\b/i,
  },
  {
    slug: 'attendance-exclusion',
    strong: true,
    say: any(
      /\babsen(?:ce|t|ces|tees?|teeism)\b|\bmissing (?:from )?(?:education|school|lessons|class)\b(?! (?:swimming|trips?|plays?|sports?|meals?))|\bmiss(?:es|ed)? (?:\w+ ){0,3}(?:of )?school(?:ing)?\b(?! (?:swimming|trips?|plays?|sports?|meals?|council|board))|\b(?:out of|off|away from|without(?: a| any)?|not in|not at|no) (?:full-time )?(?:school|education|class|lessons|schooling)\b(?! (?:transport|place|meals?|staff|uniform|hours|site|was|is|has))/,
      /\bsuspen(?:sions?|ded (?:from|pupils))\b|\bexclu(?:sions?|ded|ding)\b|\bschool attendance\b|\battendance\b|\boff-?roll(?:ing|ed)?\b|\btruan\w+|\b(?:part-time|reduced|half-day) (?:school )?(?:time)?tables?\b|\bschool (?:refus\w+|avoidance|phobia)\b|\bnot (?:been )?(?:in|attending|attended|attend|at|to) (?:school|class|lessons)\b/,
      /\b(?:in|at|attended|been to) (?:class|school|lessons) (?:for )?(?:only|just) \w+ (?:days|weeks|hours)\b|\bsent home (?:from school|early|each)\b|\bexpelled\b|\bno school (?:will|would) take\b|\bhome[- ]educat\w+|\belective(?:ly)? home\b|\b(?:days|weeks|months|years?|terms?) (?:off|out of|without) school\b/,
    ),
    unless:
      /\b(?:exclud(?:ed|ing) from (?:the|a) (?:talks|meeting|plan|consultation)|in the absence of|absence of (?!pupils)|attendance (?:at|was) (?:the |a )?(?:meeting|conference)|leave of absence|out of school (?:hours|clubs?)|suspended (?:the|its|his|her|a) (?!pupil)|not excluding)\b/i,
  },
]

export const THEME_PHRASES: readonly Phrase[] = [...WAITS, ...PLANS, ...HEALTH, ...LIVES]
