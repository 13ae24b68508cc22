import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { suggester } from './suggest'
import type { VocabularyTag } from './suggest-patterns'
import type { TagType } from './tag-types'

type Row = { slug: string; label: string; type: string; aliases: string }
const rows = parse(readFileSync('prisma/reference/tags.csv', 'utf8'), { columns: true, bom: true }) as Row[]
const suggest = suggester(
  rows.map(({ slug, label, type, aliases }): VocabularyTag => {
    return { slug, label, type: type as TagType, aliases: aliases === '' ? [] : aliases.split('|') }
  }),
)
/** The tags of a type for a text whose headline ends at the first "::". */
const tags = (type: TagType, story: string): string[] => {
  const [headline = '', ...paragraphs] = story.split(' :: ')
  const found = suggest({ headline, standfirst: '', paragraphs }).filter((one) => one.type === type)
  return found.map(({ slug }) => slug).sort()
}

describe('Areas named in passing', () => {
  it.each<[string, string[]]>([
    [
      'Hartlepool tops the table :: It is the first such result in the region since Darlington’s. Hartlepool Council is proud.',
      ['area-hartlepool'],
    ],
    ['Pupils leave Enfield :: Some in Enfield go to schools as far away as Luton.', ['area-enfield']],
    ['Wigan does better than Bolton :: Wigan, unlike Bury, keeps its bases open.', ['area-wigan']],
    ['New head of inclusion in Torbay :: He taught in Leeds, was an adviser in Kent and comes to Torbay from Wirral.', ['area-torbay']],
    ['From Sefton to Halton :: She worked for Sefton Council. Halton Borough Council is her new employer.', ['area-halton']],
    ['Police commissioner visits :: Kent and Medway’s integrated care board and Norfolk’s police force met.', []],
    ['A new lead in Torbay :: She was at Hull City Council for years. Earlier posts were in Kent and Bolton.', ['area-torbay']],
    ['York academics count cases :: Bath researchers helped in Torbay.', ['area-torbay']],
    [
      'RBKC and LBHF agree :: RBWM joins them later.',
      ['area-hammersmith-and-fulham', 'area-kensington-and-chelsea', 'area-windsor-and-maidenhead'],
    ],
    ['HCC saves money :: Hampshire County Council (HCC) agreed its budget.', ['area-hampshire']],
    ['Help in Stoke :: Families in Stoke will get a hub.', ['area-stoke-on-trent']],
    ['A hospital in Stoke Mandeville :: It has a children’s ward.', []],
    ['A walk near Richmond :: The path is in North Yorkshire.', ['area-north-yorkshire']],
    ['Sutton told to improve :: The way Sutton treats families was criticised. The borough has until June.', ['area-sutton']],
    ['Sutton told to improve :: Jane Sutton wrote the report for a borough.', []],
    ['Ruth Bolton retires :: Bolton said she would miss the children of Oldham.', ['area-oldham']],
  ])('%s: %j', (text, expected) => expect(tags('area', text)).toEqual(expected))

  it('are two areas and not their board, where the board is not named as one', () => {
    const text = 'Cambridgeshire and Peterborough share a team :: Both councils pay for it.'
    expect(tags('area', text)).toEqual(['area-cambridgeshire', 'area-peterborough'])
    expect(tags('organisation', text)).toEqual([])
    expect(tags('organisation', 'Kent and Medway health board meets :: It sat on Monday.')).toEqual(['nhs-kent-and-medway-icb'])
  })
})

describe('Outcomes of this inspection, not of another', () => {
  it.each<[string, string[]]>([
    ['The verdict on Barnet is inconsistent :: Inspectors saw good and bad.', ['outcome-inconsistent']],
    ['Barnet wins the most favourable of three outcomes', ['outcome-positive']],
    ['The quality of reviews is inconsistent in Barnet', []],
    ['Inspectors clear Barnet of systemic failings', []],
    ['Barnet moves on :: It is two years since inspectors reported systemic failings.', []],
    ['Barnet moves on :: In 2022, inspectors told Barnet to write a statement of action.', []],
    ['Barnet moves on :: It was given the lowest rating in 2023.', []],
    ['Half of areas are inconsistent :: Of 90 areas, 20 have the best outcome and 25 have systemic failings.', []],
    [
      'Monitoring inspection of Barnet :: Action has not been effective. It was found to have systemic failings.',
      ['monitoring-not-effective'],
    ],
    ['A revisit to Barnet :: There is sufficient progress on three of the five significant weaknesses.', ['revisit-insufficient-progress']],
    [
      'Barnet on the mend :: Two years after it failed, Barnet is taking effective action, inspectors say.',
      ['monitoring-effective-action'],
    ],
    ['Barnet regraded :: Ofsted has upgraded its children’s services from inadequate to good.', ['ilacs-good']],
    ['Barnet’s children’s services now require improvement to be good, Ofsted says', ['ilacs-requires-improvement']],
    ['Barnet sheds its label :: Ofsted says children’s services are good, no longer inadequate.', ['ilacs-good']],
  ])('%s: %j', (text, expected) => expect(tags('outcome', text)).toEqual(expected))
})

describe('Stages, told and only spoken of', () => {
  it.each<[string, string[]]>([
    ['Bexley is praised, according to a report by Ofsted', ['report-published']],
    ['Bexley waits for a report by the ombudsman :: Inspectors have gone home.', []],
    ['Bexley sorry for lost papers :: The council apologised to one family.', []],
    ['Systemic failings in Bexley :: The report says so.', ['report-published']],
    ['Bexley’s director leaves after inspectors found systemic failings :: The report was bleak.', []],
    ['Bexley has taken effective action, say the CQC and Ofsted', ['monitoring-inspection']],
    ['Bexley responds to today’s report by Ofsted', ['report-published', 'response-apology']],
    ['Bexley said it was ‘truly sorry’ for what inspectors found', ['response-apology']],
    ['A finding of that kind would mean a priority action plan for Bexley', []],
    ['Ministers decide not to issue an improvement notice to Bexley', []],
    ['Bexley has not been notified of an inspection', []],
    ['Bexley was told on Monday that Ofsted and the CQC will carry out an inspection', ['notification']],
    ['Ofsted and the CQC inspect the services of Bexley this week', ['fieldwork']],
    ['The next full inspection of Bexley will be in about three years', []],
    ['More plans than ever, figures show :: The total in England rose.', ['national-statistics']],
    ['Bexley’s waits double, figures show :: They were released under freedom of information law.', []],
    ['Ofsted consults on changes to the way it inspects', ['framework-change']],
  ])('%s: %j', (text, expected) => expect(tags('stage', text)).toEqual(expected))
})

describe('Themes in everyday words', () => {
  it.each<[string, string[]]>([
    ['A three-year wait for an autism assessment in Devon', ['neurodevelopmental-pathway', 'waiting-times']],
    ['A ten-place base for autistic pupils in Devon', ['autism', 'specialist-places']],
    ['Families wait eight months for an EHC plan in Devon', ['ehc-plans', 'ehc-timeliness']],
    ['Taxis to college will stop in Devon', ['home-to-school-transport']],
    ['Devon’s director of children’s services is to leave in May', ['leadership-governance']],
    ['Toddlers get help in Devon', ['early-years']],
    ['A strategy written with parents in Devon', ['co-production']],
    ['Boy, ten, has been out of class for months', ['attendance-exclusion']],
    ['A third of posts are empty in Devon', ['workforce']],
    ['Weekend clubs for disabled children close', ['social-care-short-breaks']],
    ['Young people chose the furniture', ['co-production']],
    ['Council and NHS Devon to pool their budgets', ['joint-commissioning']],
    ['Two new unitary councils for Devon', ['local-government-reorganisation']],
    ['A sample of 40 plans was checked by auditors', ['data-quality-assurance']],
    ['Help without the child needing an EHC plan', ['sen-support']],
    ['Essex Family Forum said it would hold leaders to that', ['parent-carer-voice']],
  ])('%s: %j', (text, expected) => expect(tags('theme', text)).toEqual(expected))
})

describe('What is ticked', () => {
  const ticked = (headline: string, ...paragraphs: string[]): string[] =>
    suggest({ headline, standfirst: '', paragraphs })
      .filter((one) => one.confident && one.type === 'theme')
      .map(({ slug }) => slug)

  it('is a theme that is named, or told twice, and none that is told once in other words', () => {
    expect(ticked('Annual reviews in Devon')).toEqual(['annual-reviews'])
    expect(ticked('Taxis to college will stop in Devon')).toEqual([])
    expect(ticked('Taxis to college will stop in Devon', 'Pupils need a minibus.')).toEqual(['home-to-school-transport'])
  })
})

describe('Ordinary news', () => {
  const judged: readonly TagType[] = ['outcome', 'stage', 'theme']
  it.each([
    'Staff work together to secure the best possible outcomes for every child',
    'The winners of the science fair get the top grade',
    'Head teacher apologises after a trip :: A report in a newspaper said pupils were left behind.',
    'Sandwell Council said sorry for missed bins :: The report was by a charity.',
    'The plan for a library was late but is now in place',
    'Parents blame roadworks for late trains',
    'Police warn of fake taxis in Luton',
    'Monitoring of the air in Hackney is paused',
    'A car park in Leeds closes for two months :: Drivers wait for a new one.',
    'Council leader suspended over emails',
    'MPs appeal for calm after a fire',
    'The council scrapped a scheme for street lights',
    'Pupils left the school hall after a concert',
    'A lawyer is training for a marathon in Kent',
    'The head of a museum says its data protection is in order',
    'Residents were told that an inspection of the bridge is over',
    'A minister will listen to farmers',
    'The mayor took no questions at the opening of a bath',
    'Cabinet members agreed the budget of Bexley Council',
    'A train service from Hull to York is reviewed every year',
  ])('%s: nothing', (text) => expect(judged.flatMap((type) => tags(type, text))).toEqual([]))

  it('knows reading beside writing', () => {
    expect(tags('area', 'Reading and writing scores rise in Halton')).toEqual(['area-halton'])
  })
})

describe('What is over, or only follows', () => {
  it.each<[string, string[]]>([
    ['Report on Torbay :: Inspectors were in the area in May. Their report was published today.', ['report-published']],
    ['Children’s services in Torbay :: Ofsted has published its ILACS report on the council.', ['ilacs']],
    ['A commissioner will be appointed in Torbay :: Ministers want better plans.', ['improvement-notice']],
    ['Torbay by the numbers :: A full inspection is due again in about three years.', []],
    ['A visit to Torbay :: Inspectors of local services will arrive on Monday to look at SEND.', ['notification']],
    ['Third week in Torbay :: The joint SEND inspection has reached its third week.', ['fieldwork']],
  ])('%s: %j', (text, expected) => expect(tags('stage', text)).toEqual(expected))

  it.each<[string, string[]]>([
    ['Torbay inspected :: In March 2025 inspectors found that arrangements lead to inconsistent experiences.', ['outcome-inconsistent']],
    ['Torbay plans ahead :: The last time inspectors came they found significant weaknesses.', []],
  ])('%s: %j', (text, expected) => expect(tags('outcome', text)).toEqual(expected))
})
