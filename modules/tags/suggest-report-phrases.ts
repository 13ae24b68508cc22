/** How it is told that a report is out, and how those it is about answer it, with what denies each. Pure. */
import { AREA_OUTCOMES } from './suggest-outcome-phrases'
import { any, INSPECTION, type Phrase } from './suggest-phrase'

/** Reports of other bodies, and reports that are still to come. */
const OTHER_REPORT =
  /\b(?:will (?:be|follow|come)|to be|due to be|yet to|not (?:yet )?(?:been )?published|not come out|before the|until|expected to|awaits?|statistics|DfE report|Ombudsman[’']?s?|NAO|National Audit Office|IPPR|MPs[’']?|Lords|committee[’']?s?|charity[’']?s?|think[- ]tank|union[’']?s?|commissioner[’']?s?|cabinet|scrutiny|auditors?|audit|universit\w+|academics?|national report|annual report|council report|officers[’']? report|ILACS|children[’']s (?:social care )?services|follow(?:s|ing|ed) (?:a|the|an|its|last)|comes after|came after|thematic|consultants?|Healthwatch)(?!\w)/i
/** What comes later than the report that found it. */
const LATER =
  /\b(?:after|since|when|following|which (?:identified|found|concluded|said|led)|accept(?:s|ed|ing)?|years?|months|ago|in 20\d\d|sorry|apologi\w+|leave|letter|calls? for|called for)\b/i
/** An outcome of an area that is told beside its report is what the report says. */
const OUTCOMES_REPORTED = AREA_OUTCOMES.map(
  ({ say, unless }): Phrase => ({
    slug: 'report-published',
    where: /\breport\b|\bfindings (?:were|are|published|released)\b|\bverdict\b/i,
    nowhere:
      /\bmonitoring (?:inspect|visit)|\bimprovement notice\b|\bwritten statement\b|\brevisit|\banalysis\b|\bin England\b|\byet (?:to )?(?:been )?publish|\breport (?:has not|is due|is expected|will be|nears)\b|\bprogress report\b/i,
    say,
    unless: unless ? any(unless, LATER, OTHER_REPORT) : any(LATER, OTHER_REPORT),
  }),
)

const REPORTS: readonly Phrase[] = [
  {
    slug: 'report-published',
    strong: true,
    say: any(
      /\b(?<!\b(?:her|his|my|our) )(?:inspection |inspectors[’'] |new |final |joint |published |damning |critical |glowing )?report(?:,? which)? (?:was |has been |is |were )?(?:published|says|said|found|finds|praise[ds]|highlights?|concluded|concludes|states|stated|notes|noted|identified|identifies|released|adds|warns|describes|out (?:today|now|on)|tells|told|recommends?|calls|points|criticise[ds]|lists|speaks)\b/,
      /\b(?:published|released|issued) (?:their|its|the|a|an)\b.{0,40}\b(?:findings|report|judg(?:e)?ment)\b/,
      /\bfindings,? (?:were |are |have been )?(?:published|released|made public)\b|\b(?:findings|outcome) of (?:the|their|its|an?) (?:\w+ ){0,4}inspection\b.{0,40}\bpublished/,
    ),
    unless: any(OTHER_REPORT, /\b(?:report says it will)\b/),
  },
  {
    slug: 'report-published',
    strong: true,
    where: INSPECTION,
    say: any(
      /\b(?:according to|in|by|with|to) (?:a|an|the|their|its|today[’']s|yesterday[’']s|this week[’']s|\w+day[’']s) (?:\w+ ){0,4}report\b.{0,40}\b(?:published|out|by (?:Ofsted|inspectors|the CQC|the inspectorates)|from (?:Ofsted|inspectors)|that (?:gives|praises|says|finds|criticises)|which (?:gives|praises|says|finds|found|criticises))/,
      /\breport,? (?:out|issued|released|published|which came out|made public)\b|\breport (?:by|from) (?:Ofsted|inspectors|the CQC|the two|both inspectorates)\b|\b(?:Ofsted|inspectors|the inspectorates?)(?:[’']s?)? (?:(?:said|write|wrote|say|set out|note|noted|conclude\w*)\b.{0,60} )?in (?:their|its|a|the) (?:\w+ ){0,2}report\b/,
      /\b(?:said|wrote|write|say|says|found|concluded?|noted?) in (?:their|its|a|the) (?:\w+ ){0,3}report\b/,
      /\b(?:today[’']s|yesterday[’']s|this week[’']s|Ofsted[’']s|(?:Mon|Tues|Wednes|Thurs|Fri)day[’']s|(?:the )?inspectors[’']) (?:\w+ )?report\b/,
      /\breport (?:is|was) (?:the|its|a)\b.{0,30}\b(?:first|second|borough|county|city)|\breport (?:card )?(?:gives|gave|paints|shows|sets out|makes|made|reveals|contains|singles|came out|comes)\b/,
      /\bwhose report\b|\breports\b.{0,60}\b(?:came out|come out|were published|are published|are out)\b|\breport (?:appeared|appears|landed|arrived)\b|\b\d+-page report\b|\bcall(?:s|ed) the report\b|\b(?:set out|described|listed|given|made) in this report\b|^Inspection outcome\b/,
      /\barrangements\b.{0,60}\bleads? to\b.{0,120}\b(?:Ofsted|inspectors|CQC)\b.{0,30}\b(?:said|say|concluded|found|ruled)\b|\b(?:Ofsted|inspectors|CQC|Care Quality Commission)\b.{0,60}\b(?:said|say|concluded|found|ruled) that\b.{0,80}\barrangements\b.{0,60}\bleads? to\b/,
      /\binspection (?:findings|results?|letter|outcome) (?:is|are|was|were|has been|have been) (?:published|released|out|made public)\b/,
    ),
    unless: OTHER_REPORT,
  },
  {
    // A sure outcome told as news by those who give it.
    slug: 'report-published',
    where: /\b(?:reports?|findings|concluded|verdict|published)\b/i,
    nowhere:
      /\banalysis\b|\bin England\b|\bmonitoring (?:inspection|visit)|\bimprovement notice\b|\bwritten statement\b|\brevisit|\bmonths after|\bweeks after|\bapologi|\baccept/i,
    say: any(
      /\b(?:Ofsted|inspectors|CQC|Care Quality Commission|inspection)\b.{0,60}\b(?:have|has) (?:concluded|found|ruled|decided|judged)\b/,
      /\b(?:awarded|given|handed|received|receives|gets|got|won|wins|earns|earned)\b.{0,30}\b(?:highest|lowest|middle|top|best|worst)\b.{0,30}\b(?:outcome|rating|judg(?:e)?ment|grade|result|verdict)\b/,
    ),
    unless: any(OTHER_REPORT, /\b(?:after|since|when|years|fear|could|which identified)\b/),
  },
  {
    slug: 'report-published',
    where: INSPECTION,
    nowhere: /\bmonitoring (?:inspection|visit)|\bchildren[’']s services\b/i,
    say: /\baccording to (?:a|the|its|their) (?:\w+ ){0,4}inspection\b|\b(?:verdict|outcome|judg(?:e)?ment)(?: for \w+| of \w+)? (?:is|was) [‘“'"]?(?:inconsistent|positive|typically|the)/i,
    unless: /\b(?:after|when|years|fear|could|if|whether)\b/i,
  },
  {
    slug: 'response-apology',
    strong: true,
    where: any(INSPECTION, /\b(?:findings|outcome)\b|\bSEND (?:\w+ )?report\b/),
    say: any(
      /\b(?<!no )apolog(?:y|ies|ise|ises|ised|ize|ized|ising)\b|\b(?:is|are|am|was|were|be|said|say|says|we[’']re|I[’']m) [‘“'"]?(?:truly |deeply |very |so |really |profoundly |sincerely |genuinely )?sorry\b|\b(?:truly|deeply|profoundly|sincerely) sorry\b/,
      /\b(?:accept|accepts|accepted|accepting)(?: all of| fully| in full)? (?:the|these|its|their|today[’']s|inspectors[’']|Ofsted[’']s|every(?: one of)?)(?: \w+){0,3} (?:findings|report|verdict|judg(?:e)?ment|recommendations|criticisms?|conclusions?|outcome)\b/,
      /\b(?:respon(?:d|ds|ded|ding)|react(?:s|ed|ing)?|responses?|reactions?) to (?:the|these|its|their|today[’']s|yesterday[’']s|\w+day[’']s|inspectors|Ofsted|an?|SEND)(?: \S+){0,4}?[ ’](?:s )?(?:findings|report|inspection|verdict|judg(?:e)?ment|outcome|inspectors|letter|criticism)\b|\brespon(?:ds?|ded) to (?:inspectors|Ofsted)\b/,
      /\bwe (?:have |had )?(?:let|failed) (?:\w+ ){0,3}(?:families|children|you|people|them|down)\b|\b(?:shared|joint|public|full|unreserved) apology\b|\btakes? full responsibility\b|\bunreserved(?:ly)?\b|\bhits? back at (?:\w+ ){0,2}(?:inspectors|report|findings|Ofsted)\b/,
    ),
    unless:
      /\b(?:ombudsman|(?:Ofsted|CQC|inspectors) (?:has |have )?apologi\w+|no apology|n[’']t apolog|not apolog|refus(?:ed|es|ing|al) to (?:say|apolog)|without (?:an )?apolog|stopped short of apolog|call(?:ed|s|ing)? (?:on|for)|demand(?:s|ed|ing)?|want(?:s|ed)?|wait(?:s|ing|ed)? for an? apolog|never (?:said|apolog)|should (?:say|apolog)|yet to)(?!\w)/i,
  },
]

export const REPORT_PHRASES: readonly Phrase[] = [...REPORTS, ...OUTCOMES_REPORTED]
