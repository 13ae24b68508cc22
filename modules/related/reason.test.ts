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
