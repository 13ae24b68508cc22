import { describe, expect, it } from 'vitest'
import { checkCopy } from './check-copy'
import { quotedSpans } from './copy-context'
import { readRule } from './rules'
import { shippedRules } from './shipped-rules'

const rows = shippedRules()
const rules = rows.map(readRule)
const copy = (...paragraphs: string[]) => ({ headline: '', standfirst: '', paragraphs, date: '2026-03-01' })
/** Words that make every rule apply, and break none. */
const ABOUT = 'The inspection of the local area partnership found widespread and/or systemic failings.'
const found = (...paragraphs: string[]) => checkCopy(rules, copy(...paragraphs)).map(({ rule }) => rule)

describe('The house style', () => {
  it.each(rows.map((row) => [row.id, row.example, row.counterExample]))('%s finds “%s”, not “%s”', (id, bad, good) => {
    expect(found(bad, ABOUT)).toContain(id)
    expect(found(good, ABOUT)).not.toContain(id)
  })

  it('leaves quotations as they were said', () => {
    expect(found('‘He suffers from autism, and it’s not easy’, a parent said.')).not.toContain('HS51')
    expect(found('He suffers from autism.')).toContain('HS51')
  })

  it('applies rules of inspections only to inspection stories', () => {
    expect(found('Ofcom published a report on television.')).toEqual([])
    expect(found('Inspectors from Ofcom visited.')).toContain('HS01')
  })

  it('asks for the full form once, at the first use in the text', () => {
    expect(found('SEND services improved. SEND teams grew.').filter((rule) => rule === 'HS36')).toHaveLength(1)
    expect(found('Special educational needs and disabilities (SEND) services improved. SEND teams grew.')).not.toContain('HS36')
  })

  it('asks for no full form in what somebody said, and for it at the first use outside', () => {
    const said = '‘SEND is everybody’s work,’ the chair said.'
    expect(found(said)).not.toContain('HS36')
    expect(checkCopy(rules, copy(said, 'The SEND board meets in May.')).find(({ rule }) => rule === 'HS36')?.start).toBe(
      2 + said.length + 5,
    )
    expect(found(said, 'Its special educational needs and disabilities (SEND) board meets in May.')).not.toContain('HS36')
  })

  it('says where, in the whole text', () => {
    const whole = { headline: 'A headline', standfirst: 'In short.', paragraphs: ['It comprises of two parts.'], date: null }
    expect(checkCopy(rules, whole)).toMatchObject([{ rule: 'HS77', start: 24, end: 36, text: 'comprises of', severity: 'warning' }])
  })

  it('leaves what was said alone in straight marks too, and in paragraphs that do not open again', () => {
    const wrong = 'my son suffers from autism'
    const rule = (...paragraphs: string[]) => found(...paragraphs).filter((one) => one === 'HS51').length
    for (const said of [
      `She said: '${wrong}.'`,
      `She said: "${wrong}."`,
      `She said:“${wrong}”.`,
      `‘The boys’ school knew ${wrong},’ she said.`,
    ])
      expect([said, rule(said)]).toEqual([said, 0])
    for (const [open, close] of ['“”', '""', '‘’'].map((marks) => [...marks])) {
      expect(rule(`${open}I am sad.`, `In the boys’ school ${wrong}.`, `That is all,${close} she said. Yet ${wrong}.`)).toBe(1)
      expect(rule(`${open}I am sad.`, `Here ${wrong}.`, `${open}That is all,${close} she said.`)).toBe(1)
      expect(rule(`${open}I am sad,${close} she said of the boys’ school, where ${wrong}.`)).toBe(1)
    }
    for (const mark of ["'", '‘', '’']) expect([mark, rule(`It's said that in the ${mark}90s ${wrong}.`)]).toEqual([mark, 1])
    expect(rule(`A ‘plan for boys’ was made where ${wrong}, and for the girls’ school.`)).toBe(1)
  })

  it('looks through marks that nobody closes in no time', () => {
    const started = performance.now()
    for (const text of [" '".repeat(30_000), '‘a '.repeat(20_000), `‘${'boys’ a '.repeat(7_500)}.’`, '“a\n'.repeat(15_000)])
      quotedSpans(text)
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  it('knows a quotation from an apostrophe', () => {
    const text = 'The council’s leader said ‘it’s ours’ and left.'
    expect(quotedSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(['‘it’s ours’'])
  })
})
