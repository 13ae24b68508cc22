import { describe, expect, it } from 'vitest'
import { askSecondReader, listed, mayApproveAfter, mayMarkReviewed } from './second-reader'
import type { Review } from './stages'

const REFUSED = 'refused'
/** Rule, review, reason: unread from now on, and the reason kept; null leaves it as it was. */
const TABLE: ['off' | 'advise' | 'required', Review, string, boolean | null | typeof REFUSED, string | null][] = [
  ['off', 'none', '', null, null],
  ['off', 'approved', '', false, null],
  ['advise', 'none', '', true, null],
  ['advise', 'submitted', '', true, null],
  ['advise', 'none', 'Out at ten', true, 'Out at ten'],
  ['advise', 'approved', '', false, null],
  ['required', 'none', '', REFUSED, null],
  ['required', 'submitted', '', REFUSED, null],
  ['required', 'none', 'Out at ten', true, 'Out at ten'],
  ['required', 'approved', '', false, null],
  ['required', 'approved', 'Out at ten', false, null],
]

describe('The second reader', () => {
  it.each(TABLE)('%s, words that are %s, reason “%s”: %s', (rule, review, urgent, unreviewed, urgentReason) => {
    const answer = askSecondReader({ rule, review, urgent, mayApprove: ['Ana', 'Ben'] })
    if (unreviewed === REFUSED)
      expect(answer).toMatchObject({ allowed: false, message: expect.stringContaining('Ana or Ben can approve it') })
    else expect(answer).toEqual({ allowed: true, unreviewed, urgentReason })
  })

  it('is somebody else than who submitted or published, and than who wrote the newest words', () => {
    const mayApprove = (submittedById: string | null, wroteById: string | null) => mayApproveAfter({ submittedById, wroteById }, 'a')
    const mayMark = (publishedById: string | null, wroteById: string | null) => mayMarkReviewed({ publishedById, wroteById }, 'a')
    for (const may of [mayApprove, mayMark])
      expect([may('a', 'b'), may('b', 'a'), may(null, 'a'), may('b', 'b'), may(null, null)]).toEqual([false, false, false, true, true])
  })

  it('is named in a sentence of any length', () => {
    expect(['', 'Ana', 'Ana,Ben', 'Ana,Ben,Cleo'].map((names) => listed(names.split(',')))).toEqual([
      '',
      'Ana',
      'Ana or Ben',
      'Ana, Ben or Cleo',
    ])
    expect(listed(['A', 'B', 'C', 'D', 'E', 'F'])).toBe('A, B, C, D, E or one other')
    expect(listed(['A', 'B', 'C', 'D', 'E', 'F', 'G'], 'and')).toBe('A, B, C, D, E and 2 others')
  })
})
