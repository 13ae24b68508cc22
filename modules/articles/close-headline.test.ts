import { describe, expect, it } from 'vitest'
import { CLOSE_LIKENESS, closeQuery, editDistance, headlineLikeness, isPartOf, partQuery } from './close-headline'

describe('Two headlines', () => {
  it.each([
    ['Rotherham council and NHS told to act on EHC plans', 'Rotherham council and the NHS told to act on EHC plans'],
    ['Kent’s plan for children with SEND is late', 'Kents plan for children with SEND is delayed'],
    ['Inspectors praise Rotheram', 'Inspectors praise Rotherham'],
    ['Plan B', 'Plan C'],
    ['Отчёт инспекторов о школах Лондона вышел', 'Отчёт инспекторов о школах Лондона выше'],
    ['儿童服务检查报告已于本周正式发布', '儿童服务检查报告已于本周正式公布'],
  ])('are offered as the same: “%s” and “%s”', (one, other) => {
    expect(headlineLikeness(one, other)).toBeGreaterThanOrEqual(CLOSE_LIKENESS)
    expect(headlineLikeness(other, one)).toBe(headlineLikeness(one, other))
    expect(headlineLikeness(one, other)).toBeLessThan(1)
  })

  it.each([
    ['another year', 'Families wait for EHC plans in 2024', 'Families wait for EHC plans in 2025'],
    ['a phase more', 'SEND reform plan published', 'SEND reform plan published: phase 2'],
    ['another place', 'Kent told to improve', 'Leeds told to improve'],
    ['other news of the same place', 'Rotherham council praised for early help', 'Rotherham council told to act on waits'],
    ['another short word', 'Kent', 'Rent now'],
  ])('are not, with %s', (_, one, other) => {
    expect(headlineLikeness(one, other)).toBeLessThan(CLOSE_LIKENESS)
  })

  it('are quite the same when quotes, dashes and case are all that differs', () => {
    expect(headlineLikeness('‘Kent’ – a PLAN', 'Kent: a plan')).toBe(1)
  })
})

describe('A part of a headline', () => {
  const headline = 'Families in Rotherham wait for EHC plans'
  it.each([
    ['Rotherham wait', 'phrase'],
    ['families in rother', 'phrase'],
    ['wait Rotherham', 'words'],
    ['EHC plans Rotherham fam', 'words'],
    ['herham', false],
    ['Sheffield wait', false],
    ['Rotherham waits for nobody', false],
    ['in', false],
  ])('“%s”: %s', (typed, how) => {
    expect(isPartOf(typed, headline)).toBe(how)
  })
})

describe('Letters between two texts', () => {
  it.each<[string, string, number]>([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['same', 'same', 0],
    ['aé😀', 'aé', 1],
  ])('%s and %s: %i', (one, other, distance) => {
    expect(editDistance(one, other, 5)).toBe(distance)
    expect(editDistance(other, one, 5)).toBe(distance)
  })

  it('are not counted out when there are many', () => {
    expect(editDistance('entirely', 'different', 2)).toBe(3)
  })
})

describe('What the database is asked for', () => {
  it('holds words alone, whatever was typed', () => {
    expect(closeQuery(`Kent's "plan" & (its) <-> \\ !: costs`)).toMatch(/^[\p{L}\p{N}'():&| A]+$/u)
    expect(closeQuery('?! …')).toBe('')
  })

  it('is every word of a part, the last one as far as it is typed', () => {
    expect(partQuery('Kent’s wait')).toBe("'kents':A & 'wait':*A")
    expect(partQuery(`Kent's "plan" & (its) <-> \\ !: costs`)).toMatch(/^[\p{L}\p{N}'():*&| A]+$/u)
    expect(partQuery('…')).toBe('')
    expect(partQuery('no')).toBe('')
  })

  it('is any word of a short headline, two of four of a longer one', () => {
    expect(closeQuery('Kent praised')).toBe("'praised':A | 'kent':A")
    expect(closeQuery('one three fifteen seventeen nine').split(' | ')).toHaveLength(6)
  })
})
