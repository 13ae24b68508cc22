import { describe, expect, it } from 'vitest'
import { reasonSentence } from './reason'
import type { RelatedReason } from './views'

const tag = (type: RelatedReason['type'], label: string): RelatedReason => ({ tag: label, type, label })
const rotherham = tag('area', 'Rotherham')
const plans = tag('theme', 'EHC plans')
const board = tag('organisation', 'South Yorkshire ICB')

describe('The reason in words', () => {
  it.each<[string, RelatedReason[]]>([
    ['Both about Rotherham', [rotherham]],
    ['Both about Rotherham and EHC plans', [rotherham, plans]],
    ['Both about Rotherham and EHC plans', [plans, rotherham]],
    ['Also about EHC plans', [plans]],
    ['Also about waiting times', [tag('theme', 'Waiting times')]],
    ['Also about SEND reform', [tag('theme', 'SEND reform')]],
    ['Also about mental health and CAMHS, and EHC plans', [tag('theme', 'Mental health and CAMHS'), plans]],
    ['Both about Barking and Dagenham, and EHC plans', [tag('area', 'Barking and Dagenham'), plans]],
    ['Both involve South Yorkshire ICB', [board]],
    ['Both involve the Department for Education', [tag('organisation', 'Department for Education')]],
    ['Both involve South Yorkshire ICB and IPSEA', [board, tag('organisation', 'IPSEA')]],
    ['Both about Rotherham, and both involve South Yorkshire ICB', [rotherham, board]],
    ['Both about Rotherham, and both involve South Yorkshire ICB', [board, rotherham]],
    ['Part of the same story', [tag('storyline', 'The Rotherham case'), rotherham]],
  ])('%s', (sentence, reasons) => {
    expect(reasonSentence(reasons)).toBe(sentence)
  })

  it('names two tags at most', () => {
    expect(reasonSentence([rotherham, plans, board])).toBe('Both about Rotherham and EHC plans')
  })
})

describe('Of an earlier story', () => {
  it.each<[string, RelatedReason[]]>([
    ['Earlier in this area', [rotherham]],
    ['Both about Rotherham and EHC plans', [rotherham, plans]],
    ['Both about Rotherham and Kent', [rotherham, tag('area', 'Kent')]],
    ['Also about EHC plans', [plans]],
    ['Both involve South Yorkshire ICB', [board]],
    ['Part of the same story', [tag('storyline', 'The Rotherham case'), rotherham]],
  ])('%s', (sentence, reasons) => {
    expect(reasonSentence(reasons, true)).toBe(sentence)
  })

  it('every word of a reason can be checked against the shared tags: many made-up ones', () => {
    const all = [
      rotherham,
      plans,
      board,
      tag('area', 'Kent'),
      tag('theme', 'Waiting times'),
      tag('person', 'A Minister'),
      tag('storyline', 'The case'),
    ]
    for (let mask = 1; mask < 2 ** all.length; mask += 1) {
      const shared = all.filter((_, at) => mask & (2 ** at))
      for (const isEarlier of [false, true]) {
        const sentence = reasonSentence(shared, isEarlier).toLowerCase()
        const has = (type: RelatedReason['type']) => shared.some((one) => one.type === type)
        const named = all.filter((one) => one.type !== 'storyline' && sentence.includes(one.label.toLowerCase()))
        expect(
          named.filter((one) => !shared.includes(one)),
          sentence,
        ).toEqual([])
        expect(sentence === 'part of the same story', sentence).toBe(has('storyline'))
        expect(sentence === 'earlier in this area', sentence).toBe(isEarlier && shared.length === 1 && has('area'))
        expect(named.length > 0 || has('storyline') || sentence === 'earlier in this area', sentence).toBe(true)
      }
    }
  })
})
