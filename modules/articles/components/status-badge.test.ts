import { describe, expect, it } from 'vitest'
import { badgeWords } from './status-badge'

describe('Where a story stands, in words', () => {
  it.each([
    [{ stage: 'draft', live: false }, 'Draft'],
    [{ stage: 'draft', live: true }, 'Live with unpublished changes'],
    [{ stage: 'in-review', live: false }, 'In review'],
    [{ stage: 'in-review', live: true }, 'In review, readers have an older version'],
    [{ stage: 'scheduled', live: false }, 'Scheduled'],
    [{ stage: 'live', live: true, unread: true }, 'Live, not yet read by a second person'],
    [{ stage: 'updated', live: true, unread: true }, 'Updated, not yet read by a second person'],
    [{ stage: 'approved', live: true, unread: true }, 'Approved, readers have an older version'],
    [{ stage: 'withdrawn', live: false, unread: true }, 'Withdrawn'],
  ] as const)('%j: %s', (standing, words) => expect(badgeWords(standing)).toBe(words))
})
