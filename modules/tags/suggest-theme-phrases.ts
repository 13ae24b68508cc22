/** How the field speaks of its themes, beyond their labels and aliases. Pure. */
import type { Phrase } from './suggest-phrase'

export const THEME_PHRASES: readonly Phrase[] = [
  {
    slug: 'waiting-times',
    say: /\bwait(?:ing|s|ed)?\b.{0,30}\b(?:too long|long(?:er)?|months|years|times?|lists?|diagnos[ei]s|assessments?)\b|\b(?:long|lengthy|unacceptable|reduc(?:e|ed|ing)(?: the)?) (?:delays|waits?)\b|\bdelays? (?:for|in|to)\b.{0,30}\b(?:diagnos[ei]s|assessments?|therap|support)\b/i,
  },
  {
    slug: 'neurodevelopmental-pathway',
    strong: true,
    say: /\bneuro-?develop(?:mental|ment) (?:pathways?|needs?|assessments?|diagnos[ei]s|conditions?|referrals?|services?)\b|\b(?:autism|ADHD|ASD) (?:and ADHD )?(?:assessments?|pathways?|diagnos[ei]s|waiting)\b|\bassess(?:ed|ments?) for (?:autism|ADHD)\b/i,
  },
  {
    slug: 'ehc-plans',
    strong: true,
    say: /\bEHC (?:needs )?(?:plans?|assessments?|process)\b|\bEHCPs?\b|\beducation, health,? and (?:social )?care(?: \(EHC\))? (?:plans?|needs)\b/i,
  },
  {
    slug: 'ehc-timeliness',
    strong: true,
    say: /\b20[- ]weeks?\b|\bwithin (?:the )?(?:statutory|legal|20)\b.{0,20}\b(?:timescales?|limits?|weeks|deadlines?|timeframes?)\b|\bEHC plans? (?:\w+ ){0,3}on time\b|\bplans? (?:were |are |was )?(?:issued|completed|finalised|delivered) (?:\w+ ){0,2}(?:on time|late|within)\b|\bEHC (?:needs )?(?:plans|assessments) (?:are|were|have been|remain) (?:too )?(?:late|overdue|delayed)|\blate EHC plans\b|\bbacklog of (?:EHC|assessments|needs assessments|plans)\b/i,
  },
  { slug: 'annual-reviews', strong: true, say: /\bannual reviews?\b/i },
  {
    slug: 'specialist-places',
    strong: true,
    say: /\b(?:special school|specialist|resource[d]?(?: base)?|SEND) places\b|\bnew special school\b|\bspecial schools? (?:are |is )?(?:full|oversubscribed|at capacity)\b|\bresourced? (?:provision|bases?|units?)\b|\b(?:shortage|lack) of (?:special(?:ist)?|suitable) (?:school )?(?:places|provision)\b/i,
  },
  {
    slug: 'preparation-for-adulthood',
    strong: true,
    say: /\bprepar(?:ation|ed|ing) for adulthood\b|\btransition(?:s|ing)? (?:in)?to adult(?:hood| services| social care| health)\b|\bsupported internships?\b|\bPfA\b|\bpost-16\b/i,
  },
  {
    slug: 'transitions',
    say: /\btransitions? (?:between|from|to|into|at)\b.{0,40}\b(?:school|schools|phase|phases|key stage|primary|secondary|nursery|college|stages? of education)\b|\bphase transfers?\b|\bmov(?:e|ing) (?:between schools|from primary|to secondary)\b/i,
  },
  {
    slug: 'mental-health-camhs',
    strong: true,
    say: /\bCAMHS\b|\b(?:child and adolescent |children[’']s |young people[’']s )mental health\b|\bmental health (?:support|services?|needs|teams?)\b|\bemotional (?:well-?being|health)\b|\bSEMH\b/i,
  },
  {
    slug: 'therapies',
    strong: true,
    say: /\bspeech(?:,| and)? (?:language|and language)\b|\boccupational therap(?:y|ists?)\b|\bphysiotherap(?:y|ists?)\b|\btherap(?:y|ists?) (?:services?|waiting|shortage|support)\b/i,
  },
  {
    slug: 'funding-deficits',
    strong: true,
    say: /\bhigh[- ]needs (?:block|funding|budget|deficit)\b|\bdedicated schools grant\b|\bDSG\b|\bsafety valve\b|\bstatutory override\b|\bdelivering better value\b|\bSEND (?:funding|deficit|deficits|budget)\b|\bdeficits?\b.{0,40}\b(?:SEND|special (?:educational )?needs|schools grant)\b/i,
  },
  {
    slug: 'workforce',
    say: /\b(?:shortage|lack|recruit(?:ing|ment|ed)?|vacancies|turnover|retention|training)\b.{0,40}\b(?:staff|educational psychologists?|SENCOs?|SENDCOs?|therapists?|teachers?|caseworkers?|social workers?|specialists?|workforce|practitioners)\b|\b(?:staff|workforce|educational psychologists?|SENCOs?|teachers?|caseworkers?|social workers?)\b.{0,40}\b(?:shortages?|vacanc(?:y|ies)|turnover|recruit(?:ment|ed|ing)?|training|trained|retention)\b/i,
  },
  {
    slug: 'parent-carer-voice',
    say: /\b(?:parents?(?: and)? carers?|families)\b.{0,60}\b(?:listened to|voices?|not heard|unheard|feel heard|lived experiences?|confidence)\b|\bparent carer forums?\b|\blived experiences?\b/i,
  },
  { slug: 'co-production', strong: true, say: /\bco-?produc(?:tion|ed|ing|e)\b/i },
  {
    slug: 'leadership-governance',
    say: /\bleaders?\b.{0,60}\b(?:oversight|accountab|ambitious|vision|strategic|governance)\b|\bgovernance\b|\bimprovement board\b/i,
  },
  { slug: 'joint-commissioning', strong: true, say: /\bjoint(?:ly)? commission(?:ing|ed)\b/i },
  {
    slug: 'data-quality-assurance',
    say: /\bquality assurance\b|\bdata\b.{0,40}\b(?:dashboard|inform(?:s|ed)?|poor|used|shared|systems?|understand)\b/i,
  },
  {
    slug: 'attendance-exclusion',
    strong: true,
    say: /\b(?:persistent(?:ly)? absen(?:ce|t)|missing (?:from )?education|out of (?:school|education)|not in school|suspensions?|(?:permanent(?:ly)? )?exclu(?:sions?|ded from school)|school attendance|off-?rolling)\b/i,
  },
  {
    slug: 'inclusion-mainstream',
    strong: true,
    say: /\b(?:mainstream inclusion|inclusion in mainstream|inclusive (?:mainstream|schools?|practice)|inclusiv(?:e|ity) of mainstream)\b/i,
  },
  {
    slug: 'home-to-school-transport',
    strong: true,
    say: /\b(?:home[- ]to[- ])?school transport\b|\bSEND transport\b|\btaxis? to (?:and from )?school\b/i,
  },
  {
    slug: 'tribunal-appeals',
    strong: true,
    say: /\btribunals?\b|\bSENDIST\b|\bappeal(?:s|ed)? (?:against|to the|over)\b/i,
    unless: /\bemployment tribunal\b/i,
  },
  {
    slug: 'ombudsman-complaints',
    strong: true,
    say: /\bombudsman\b|\bLGSCO\b|\bcomplaint (?:was )?upheld\b|\bfound (?:the council |it )?(?:to be )?at fault\b/i,
    unless: /\bprisons? (?:and probation )?ombudsman\b/i,
  },
  {
    slug: 'social-care-short-breaks',
    strong: true,
    say: /\bshort breaks?\b|\brespite(?: care)?\b|\bdirect payments?\b|\b(?:disabled children[’']s|children with disabilit(?:y|ies)) teams?\b/i,
  },
  {
    slug: 'sen-support',
    strong: true,
    say: /\bSEN support\b|\bgraduated (?:approach|response)\b|\bordinarily available\b|\bindividual support plans?\b/i,
  },
  {
    slug: 'identification-assessment',
    strong: true,
    say: /\b(?:early|timely|quick(?:ly)?|accurate(?:ly)?|swift(?:ly)?)\b.{0,20}\bidentif(?:ied|ication|y|ies)\b|\bneeds are (?:\w+ ){0,2}(?:spotted|picked up)\b|\bneeds are (?:\w+ ){0,2}identified\b|\bidentif(?:ying|ication of|y) (?:children[’']s |their |the )?needs\b/i,
  },
  {
    slug: 'early-years',
    strong: true,
    say: /\bearly years\b|\bhealth visitors?\b|\bportage\b|\bnurser(?:y|ies)\b.{0,30}\b(?:SEND|children|places|settings?|base)\b|\bpre-?school\b/i,
  },
  {
    slug: 'alternative-provision',
    strong: true,
    say: /\balternative provision\b|\bpupil referral units?\b|\bEOTAS\b|\beducation other(?:wise)? than (?:at|in) school\b/i,
  },
  { slug: 'local-offer', strong: true, say: /\blocal offer\b|\bSENDIASS\b|\binformation,? advice,? and support\b/i },
  {
    slug: 'send-reform',
    strong: true,
    say: /\bschools white paper\b|\bSEND (?:review|reforms?|green paper|white paper)\b|\bgovernment[’']s SEND\b|\breform(?:s|ing)? (?:of |to |the )?(?:the )?SEND\b/i,
  },
  {
    slug: 'accountability-pause',
    strong: true,
    say: /\b(?:pause|paused|suspend(?:ed|s)?|halt(?:ed|s)?)\b.{0,30}\bmonitoring\b|\bmonitoring\b.{0,30}\b(?:pause|paused|suspended|halted)\b/i,
  },
  {
    slug: 'nhs-reorganisation',
    strong: true,
    say: /\b(?:ICBs?|integrated care boards?)\b.{0,40}\b(?:merg(?:e|er|ers|ed|ing)|cluster(?:s|ed|ing)?|abolish(?:ed)?|reorgani[sz](?:ed|ation))\b|\b(?:merg(?:er|ing)|cluster(?:ing)?)\b.{0,30}\b(?:ICBs?|integrated care boards?)\b/i,
  },
  {
    slug: 'local-government-reorganisation',
    strong: true,
    say: /\blocal government reorgani[sz]ation\b|\bLGR\b|\b(?:new|single|two|three|create|creating|proposed) unitar(?:y|ies)\b.{0,60}\b(?:replac|abolish|two-tier|reorgani|created?|vesting)|\bcouncils?\b.{0,40}\b(?:abolished|replaced by)\b.{0,30}\bunitar/i,
  },
  {
    slug: 'parental-blame',
    strong: true,
    say: /\b(?:parents?|mothers?|families|carers?)\b.{0,40}\b(?:blam(?:e|ed|ing)|accused)\b|\bblam(?:e|ed|es|ing)\b.{0,30}\b(?:parents?|mothers?|families)\b|\bfabricated or induced illness\b|\bFII\b/i,
  },
  { slug: 'autism', strong: true, say: /\bautis(?:m|tic)\b|\bASD\b/i },
  { slug: 'adhd', strong: true, say: /\bADHD\b|\battention deficit hyperactivity\b/i },
]
