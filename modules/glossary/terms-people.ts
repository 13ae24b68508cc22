/** Bodies and people. Facts: the sources named; meanings in words of our own. Pure. */
import { SOURCES, type Term } from './term'

export const PEOPLE_TERMS: readonly Term[] = [
  {
    slug: 'cqc',
    head: 'Care Quality Commission (CQC)',
    short: ['CQC'],
    names: ['Care Quality Commission'],
    meaning: 'The body that inspects health and social care in England. It inspects area SEND arrangements together with Ofsted.',
    needed: 'short',
    source: SOURCES.handbook,
  },
  {
    slug: 'ofsted',
    head: 'Ofsted',
    short: [],
    names: ['Ofsted'],
    meaning:
      'The body that inspects education and children’s services in England. It inspects area SEND arrangements together with the Care Quality Commission.',
    needed: 'never',
    source: SOURCES.handbook,
  },
  {
    slug: 'hmci',
    head: 'His Majesty’s Chief Inspector (HMCI)',
    short: ['HMCI'],
    names: ['His Majesty’s Chief Inspector', 'HM Chief Inspector'],
    meaning: 'The head of Ofsted, in whose name a priority action plan is required.',
    needed: 'always',
    source: SOURCES.reports,
  },
  {
    slug: 'hmi',
    head: 'His Majesty’s Inspector (HMI)',
    short: ['HMI', 'HMIs'],
    names: ['His Majesty’s Inspector'],
    meaning: 'An inspector who works for Ofsted.',
    needed: 'short',
  },
  {
    slug: 'dfe',
    head: 'Department for Education (DfE)',
    short: ['DfE'],
    names: ['Department for Education'],
    meaning: 'The government department for schools, children’s services and special educational needs in England.',
    needed: 'short',
  },
  {
    slug: 'icb',
    head: 'Integrated care board (ICB)',
    short: ['ICB', 'ICBs'],
    names: ['integrated care board'],
    meaning:
      'The NHS body that plans and buys health services for a part of England. There were 42 from July 2022; some have merged since April 2026.',
    needed: 'always',
    source: SOURCES.boards,
  },
  {
    slug: 'ccg',
    head: 'Clinical commissioning group (CCG)',
    short: ['CCG', 'CCGs'],
    names: ['clinical commissioning group'],
    meaning: 'The NHS body that bought health services for an area until 1 July 2022. Integrated care boards took its place.',
    needed: 'always',
    source: SOURCES.boards,
  },
  {
    slug: 'parent-carer-forum',
    head: 'Parent carer forum (PCF)',
    short: ['PCF', 'PCFs'],
    names: ['parent-carer forum'],
    meaning:
      'A group of parents and carers that speaks for families of children with special educational needs and disabilities in one area. The Department for Education pays for one in each area, and many have a name of their own.',
    needed: 'always',
    source: SOURCES.forums,
  },
  {
    slug: 'sendiass',
    head: 'SENDIASS',
    short: ['SENDIASS'],
    names: [
      'special educational needs and disabilities information, advice and support service',
      'SEND information, advice and support service',
    ],
    meaning: 'SEND information, advice and support service: independent advice for families and young people.',
    needed: 'always',
  },
  {
    slug: 'senco',
    head: 'SENCO',
    short: ['SENCO', 'SENCOs', 'SENCo', 'SENCos', 'SENDCO', 'SENDCOs', 'SENDCo', 'SENDCos'],
    names: ['special educational needs co-ordinator', 'special educational needs and disabilities co-ordinator'],
    meaning:
      'Special educational needs co-ordinator: the person in a school or nursery who sees that children with special educational needs get their support.',
    needed: 'always',
  },
  {
    slug: 'dcs',
    head: 'Director of children’s services (DCS)',
    short: ['DCS'],
    names: ['director of children’s services', 'directors of children’s services'],
    meaning: 'The officer who leads a council’s work for children, in education and in social care.',
    needed: 'short',
  },
  {
    slug: 'lead-member',
    head: 'Lead member',
    short: [],
    names: ['lead member'],
    meaning: 'The councillor who answers for children’s services in the council’s leadership.',
    needed: 'always',
  },
  {
    slug: 'scrutiny-committee',
    head: 'Scrutiny committee',
    short: [],
    names: ['scrutiny committee'],
    meaning: 'Councillors who question those who run the council’s services, and check what was decided.',
    needed: 'always',
  },
  {
    slug: 'designated-clinical-officer',
    head: 'Designated clinical officer (DCO)',
    short: ['DCO', 'DCOs'],
    names: ['designated clinical officer'],
    meaning:
      'The person who sees that the NHS does its part for children and young people with special educational needs and disabilities in an area.',
    needed: 'always',
  },
  {
    slug: 'designated-social-care-officer',
    head: 'Designated social care officer (DSCO)',
    short: ['DSCO', 'DSCOs'],
    names: ['designated social care officer'],
    meaning:
      'The person who sees that social care does its part for children and young people with special educational needs and disabilities in an area.',
    needed: 'always',
  },
  {
    slug: 'send-tribunal',
    head: 'SEND Tribunal',
    short: ['SENDIST'],
    names: ['SEND Tribunal', 'First-tier Tribunal', 'Special Educational Needs and Disability Tribunal'],
    meaning:
      'The court to which parents and young people can appeal against a council’s decision about an EHC plan. It is part of the First-tier Tribunal.',
    needed: 'always',
  },
  {
    slug: 'ombudsman',
    head: 'Local Government and Social Care Ombudsman (LGSCO)',
    short: ['LGSCO'],
    names: ['Local Government and Social Care Ombudsman'],
    meaning:
      'Looks into complaints about councils. Where it finds “fault”, it says what the council should do to put things right: the “remedy”.',
    needed: 'always',
  },
]
