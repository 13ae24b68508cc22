import { describe, expect, it } from 'vitest'
import { FirstUses, listTerms, termsIn, unexplainedShortForms } from './find-terms'

const found = (text: string): string[] => termsIn(text).map((use) => `${use.term.slug}: ${use.text}`)
const explained = (...pieces: string[]): string[] => {
  const reader = new FirstUses()
  return pieces.flatMap((piece) => reader.read(piece).map((use) => use.text))
}

describe('The glossary', () => {
  it('has each term once, each form once, and says something of each in plain words', () => {
    const terms = listTerms()
    const forms = terms.flatMap((term) => [...term.short, ...term.names])
    expect(new Set(terms.map((term) => term.slug)).size).toBe(terms.length)
    expect(new Set(forms).size).toBe(forms.length)
    expect(terms.length).toBeGreaterThan(40)
    for (const term of terms) {
      expect(term.slug).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(term.short.length + term.names.length).toBeGreaterThan(0)
      expect(term.meaning).toMatch(/[.?]$/)
    }
  })

  it('finds every form of every term as that term', () => {
    for (const term of listTerms())
      for (const form of [...term.short, ...term.names])
        expect(
          termsIn(`They said ${form}, again.`).some((use) => use.term === term && use.text === form),
          form,
        ).toBe(true)
  })

  it('explains each term in words of which no short form stands alone', () => {
    const alone = listTerms().flatMap((term) =>
      unexplainedShortForms(`${term.head}. ${term.meaning}`)
        .filter((use) => use.term !== term && !['ehc-plan', 'send'].includes(use.term.slug))
        .map((use) => `${term.slug}: ${use.text}`),
    )
    expect(alone).toEqual([])
  })
})

describe('Terms in a text', () => {
  it('are found in short and in full, in one or many, with any capitals a name can have', () => {
    expect(found('The ICBs and an Integrated Care Board. Parent-carer forums; the local area partnership’s plan.')).toEqual([
      'icb: ICBs',
      'icb: Integrated Care Board',
      'parent-carer-forum: Parent-carer forums',
      'local-area-partnership: local area partnership',
    ])
  })

  it('are not found inside other words, nor in the verb “send”, nor in what only reads alike', () => {
    expect(
      found(
        'They send SENDERS to the dicing lapdogs, and RESEND the NICBs. Delivering better value for residents, some waiting well over a year.',
      ),
    ).toEqual([])
  })

  it('are the longest that stand there', () => {
    expect(found('The area SEND inspection. SEND Tribunal. SEN support. SENDIASS.')).toEqual([
      'area-send-inspection: area SEND inspection',
      'send-tribunal: SEND Tribunal',
      'sen-support: SEN support',
      'sendiass: SENDIASS',
    ])
    expect(found('an education, health and care (EHC) plan')).toEqual(['ehc-plan: education, health and care (EHC) plan'])
  })

  it('are found over line ends, hard spaces and other apostrophes', () => {
    expect(found("EHC\u00a0plans, the local\narea partnership, the director of children's services")).toEqual([
      'ehc-plan: EHC\u00a0plans',
      'local-area-partnership: local\narea partnership',
      "dcs: director of children's services",
    ])
  })
})

describe('What a reader needs explained', () => {
  it('is the first use alone', () => {
    expect(explained('An EHC plan. Another EHC plan.', 'EHCPs.')).toEqual(['EHC plan'])
  })

  it('is not a short form whose name the story has given', () => {
    expect(explained('Special educational needs and disabilities (SEND) first. Then SEND.')).toEqual([])
    expect(explained('The Care Quality Commission came.', 'The CQC said so.')).toEqual([])
    expect(explained('The CQC (Care Quality Commission) came.')).toEqual([])
    expect(explained('The CQC came. The Care Quality Commission said so.')).toEqual(['CQC'])
  })

  it('is still what the thing is, where only its name was given', () => {
    expect(explained('The integrated care board (ICB) said so.')).toEqual(['integrated care board'])
  })

  it('is not what the story says itself', () => {
    expect(explained('The ICB, the NHS body that plans health services, said so.', 'The ICB again.')).toEqual([])
    expect(explained('The lead member is the councillor for children.')).toEqual([])
    expect(explained('The ICB, the council and the forum said so.')).toEqual(['ICB'])
  })

  it('waits for a place where it can stand', () => {
    const reader = new FirstUses()
    expect(reader.read('The ICB.', () => false)).toEqual([])
    expect(reader.read('The ICB.').map((use) => use.text)).toEqual(['ICB'])
  })

  it('is never a phrase everybody uses', () => {
    expect(explained('A strategic plan after a full inspection by Ofsted, with systemic failings.')).toEqual([])
  })
})

describe('Short forms without their name, for the newsroom', () => {
  const alone = (text: string, before?: string): string[] => unexplainedShortForms(text, before).map((use) => use.text)

  it('are told once, unless the name stands before or beside them', () => {
    expect(alone('The ICB and the ICB. SALT (speech and language therapy). Education otherwise than at school (EOTAS).')).toEqual(['ICB'])
    expect(alone('The ICB said so.', 'The integrated care board.')).toEqual([])
  })
})
