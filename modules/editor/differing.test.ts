import { expect, test } from 'vitest'
import { withoutShared } from './differing'

test('leaves what differs and counts what both have', () => {
  expect(withoutShared(['a', 'b', 'mine', 'c'], ['a', 'b', 'theirs', 'c'])).toEqual([2, 'mine', 1])
  expect(withoutShared(['a'], ['a'])).toEqual([1])
  expect(withoutShared(['a', 'b'], [])).toEqual(['a', 'b'])
})
