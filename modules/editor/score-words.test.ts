import { expect, test } from 'vitest'
import { scoreWords } from './score-words'

test('What a link is worth is said with what took from it: its age, or that it is evergreen', () => {
  expect(scoreWords({ points: 307, score: 307_000 }, false)).toBe('307 points')
  expect(scoreWords({ points: 307, score: 230_250 }, false)).toBe('307 points × 0.75 for its age = 230')
  expect(scoreWords({ points: 300, score: 240_000 }, true)).toBe('300 points × 0.80 as an evergreen story = 240')
})
