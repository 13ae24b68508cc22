import { describe, expect, it } from 'vitest'
import { type Person, systemActor } from './actor'
import { closedBecause, mayOpen } from './closed-stories'

const now = new Date('2026-11-22T09:00:00Z')
const admin: Person = { kind: 'person', id: 'a', name: 'Admin', role: 'admin' }

describe('A closed story', () => {
  it.each([
    [{ sensitive: false, embargoUntil: null }, null],
    [{ sensitive: true, embargoUntil: null }, 'sensitive'],
    [{ sensitive: false, embargoUntil: new Date('2026-11-22T09:00:01Z') }, 'embargoed'],
    [{ sensitive: false, embargoUntil: now }, null],
    [{ sensitive: true, embargoUntil: new Date('2026-11-21T09:00:00Z') }, 'sensitive'],
  ])('%j is closed because: %s', (story, because) => {
    expect(closedBecause(story, now)).toBe(because)
  })

  it('opens to the people named and to the product itself, not to an admin who is not named', () => {
    expect(mayOpen(admin, 'sensitive', ['b'])).toBe(false)
    expect(mayOpen(admin, 'embargoed', ['b', 'a'])).toBe(true)
    expect(mayOpen(systemActor('Schedule', 'due'), 'sensitive', [])).toBe(true)
    expect(mayOpen(admin, null, [])).toBe(true)
  })
})
