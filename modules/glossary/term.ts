/** What an entry of the glossary is. Pure. */

/**
 * When readers of a story need the explanation. `always`: the word says little to somebody new to the field.
 * `short`: the name says what it is, its short form does not, so only that is explained, and not after the name.
 * `never`: a common phrase, or one that stories explain themselves; it is on the glossary's page only.
 */
export type Needed = 'always' | 'short' | 'never'

export type Term = {
  /** Part of an address: "ehc-plan". Kept for good. */
  slug: string
  /** As it heads the explanation: "EHC plan (EHCP)". */
  head: string
  /** Short forms as they are written, the plural as well; capitals count. */
  short: readonly string[]
  /** The words in full, small letters where a sentence has them; a plural s is found without being named. */
  names: readonly string[]
  /** One to three plain sentences, the full name among them where the head does not say it. */
  meaning: string
  needed: Needed
  /** Where a rule, a number or a date in the meaning comes from. What a word means is in words of our own. */
  source?: Source
}

export type Source = { name: string; url: string }

export const SOURCES = {
  handbook: {
    name: 'Ofsted and CQC: area SEND framework and handbook',
    url: 'https://www.gov.uk/government/publications/area-send-framework-and-handbook/area-send-inspections-framework-and-handbook',
  },
  reports: {
    name: 'Data to Insight: reports of area SEND inspections',
    url: 'https://github.com/data-to-insight/ofsted-send-scrape-tool',
  },
  support: {
    name: 'Department for Education: support and challenge following an inspection',
    url: 'https://www.gov.uk/government/publications/area-send-inspections-support-and-challenge-following-inspection/area-send-inspections-support-and-challenge-following-inspection',
  },
  monitoring: { name: 'Herts Parent Carer Involvement', url: 'https://hertsparentcarers.org.uk/?p=3714' },
  thematic: {
    name: 'Leeds City Council: area SEND thematic visits',
    url: 'https://leeds.gov.uk/one-minute-guides/area-send-thematic-visits',
  },
  earlier: {
    name: 'Special Needs Jungle: inspections from 2016 to 2022',
    url: 'https://www.specialneedsjungle.com/after-ofsted-how-can-las-be-held-accountable-after-their-one-shot-send-inspection/',
  },
  forums: {
    name: 'Contact: what is a parent carer forum?',
    url: 'https://contact.org.uk/help-for-families/parent-carer-participation/parent-carer-forum-handbook/forums-the-basics/what-is-a-parent-carer-forum-pcf/',
  },
  boards: { name: 'NHS Confederation: ICB clusters and mergers', url: 'https://www.nhsconfed.org/publications/icb-clusters-and-mergers' },
  plans: { name: 'Parliament Today: EHC plans in England', url: 'https://www.parliamenttoday.com/free/viewnews.html?id=165567' },
  deficits: { name: 'Local Government Lawyer: safety valve agreements', url: 'https://localgovernmentlawyer.co.uk' },
  paper: {
    name: 'Healthwatch Brighton and Hove: the schools white paper',
    url: 'https://www.healthwatchbrightonandhove.co.uk/news/2026-05-14/schools-white-paper-send-reforms',
  },
} as const satisfies Record<string, Source>
