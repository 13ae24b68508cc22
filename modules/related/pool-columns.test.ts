import { describe, expect, it } from 'vitest'
import { columnsOf, isNumber, isNumbers, isText } from './pool-columns'

const table = (columns: Record<string, unknown>) => columnsOf({ tags: columns }, 'tags', 'id')

describe('A table by columns', () => {
  it('is read by rows; without rows its columns are null, and a column may say nothing', () => {
    const { rows, of, maybe } = table({ id: [4, 7], label: ['Four', 'Seven'], ids: [[1], []], pin: [null, 2], none: null })
    expect(rows).toBe(2)
    expect([of('id', isNumber)(1), of('label', isText)(0), of('ids', isNumbers)(0)]).toEqual([7, 'Four', [1]])
    expect([maybe('pin', isNumber)(0), maybe('pin', isNumber)(1), maybe('none', isNumber)(1)]).toEqual([null, 2, null])
    expect(table({ id: null, label: null }).rows).toBe(0)
  })

  it('is refused when it is none', () => {
    expect(() => columnsOf(null, 'tags', 'id')).toThrow('related_pool answered no answer.')
    expect(() => columnsOf({ tags: null }, 'tags', 'id')).toThrow('related_pool answered no tags.')
    expect(() => table({ id: 4 })).toThrow('related_pool answered a column id that is none.')
    expect(() => table({ id: [4], label: [] }).of('label', isText)).toThrow('of different lengths: label has 0 rows of 1')
    expect(() => table({ id: [4] }).of('label', isText)).toThrow('of different lengths')
    expect(() => table({ id: [4], label: [5] }).of('label', isText)).toThrow('something else in the column label')
    expect(() => table({ id: [4], pin: ['x'] }).maybe('pin', isNumber)).toThrow('something else in the column pin')
  })
})
