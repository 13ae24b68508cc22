import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { addRule, switchRule } from '@/modules/style/commands/keep-rule'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { run as checkRun } from './check-copy'
import { run as suggestRun } from './suggest-tags'

const folder = mkdtempSync(join(tmpdir(), 'throughline-advice-'))
const file = join(folder, 'story.json')
const story = (value: object) => writeFileSync(file, JSON.stringify(value))

beforeAll(async () => {
  await emptyDatabase()
  await seedReference(systemActor('A test', 'reference data'), new Date())
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('cms suggest-tags and check-copy', () => {
  // Facts: prisma/reference/inspections.csv, dorset-2024-05 and those before it.
  const text = {
    headline: 'Dorset partnership has the best of the three outcomes',
    body: ['Dorset is the first unitary authority with this outcome, Ofcom inspectors said.', 'EHC plans are of good quality.'],
    date: '2024-05-15',
  }

  it('suggest the reference vocabulary for a story in a file', async () => {
    story(text)
    const { output } = await suggestRun([file])
    expect(output.filter(({ confident }) => confident).map(({ slug }) => slug)).toEqual(['area-dorset', 'outcome-positive', 'ehc-plans'])
  })

  it('tell of slips of style and of the record, each in its place', async () => {
    story(text)
    const { output } = await checkRun([file])
    expect(output.map(({ rule, text: words }) => [rule, words])).toEqual(
      expect.arrayContaining([
        ['REC-FIRST', 'first unitary authority'],
        ['HS01', 'Ofcom'],
      ]),
    )
    const first = output.find(({ rule }) => rule === 'REC-FIRST')
    expect(first?.suggestion).toContain('Hartlepool')
  })

  it('tell of the newsroom’s own rules too, in the same words as the editor', async () => {
    const actor = systemActor('A test', 'house style')
    const rule = { pattern: 'of good quality', flags: '', context: 'any', correct: 'good', replaces: true, reason: 'Shorter.' } as const
    await addRule(actor, { ...rule, severity: 'note', example: 'plans of good quality', counterExample: 'good plans' }, new Date())
    await switchRule(actor, { id: 'HS01', version: 0, active: false }, new Date())
    story(text)
    const { output } = await checkRun([file])
    const own = output.find((one) => one.rule === 'OWN-1')
    expect(own).toMatchObject({ severity: 'note', text: 'of good quality', suggestion: 'good', reason: 'Shorter.' })
    expect(Object.keys(own ?? {}).sort()).toEqual(['end', 'reason', 'rule', 'severity', 'start', 'suggestion', 'text'])
    expect(output.map((one) => one.rule)).not.toContain('HS01')
  })

  it('add notes on plain English and the reading age where they are asked for, each in its place', async () => {
    const long = `The organisation’s representatives ${'comprehensively acknowledged considerable responsibilities, '.repeat(14)}and went.`
    const body = ['The XYZW was consulted.', long, 'Nobody spoke.']
    story({ headline: 'A', body, date: '2024-05-15' })
    const plain = (output: Awaited<ReturnType<typeof checkRun>>['output']) => output.filter(({ rule }) => /^(?:PE|AX)-/.test(rule))
    expect(plain((await checkRun([file])).output)).toEqual([])
    const { output, ...rest } = await checkRun([file, '--plain'])
    const notes = plain(output)
    expect(notes.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['PE-AGE', 'note'],
      ['PE-SHORT', 'note'],
      ['PE-LONG', 'note'],
    ])
    const whole = ['A', '', ...body].join('\n')
    for (const { start, end, text } of notes.slice(1)) expect(whole.slice(start, end)).toBe(text)
    expect(notes[0]?.suggestion).toMatch(/the reading age is \d+, the target 14$/)
    expect(rest).toEqual({})
  })

  it('take a story without a headline, and refuse what is no story by its field', async () => {
    story({ body: ['Rotherham has the highest outcome.'] })
    expect((await suggestRun([file])).output.map(({ slug }) => slug)).toEqual(['area-rotherham', 'outcome-positive'])
    story({ headline: 'A', body: ['B'], colour: 'red' })
    await expect(suggestRun([file])).rejects.toThrow(/colour: A story has no field of this name/)
    await expect(checkRun([])).rejects.toThrow('Name one file. Usage: cms check-copy FILE.json')
  })
})
