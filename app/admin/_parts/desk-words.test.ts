import { describe, expect, it } from 'vitest'
import type { Duty, Person, Role } from '@/modules/access/actor'
import type { StoryShow } from '@/modules/editor/story-filter'
import { deskVerb } from './desk-words'

const person = (role: Role, duties: Duty[] = []): Person => ({ kind: 'person', id: role, name: role, role, duties })

describe('The verb of a list on the desk', () => {
  it.each([
    ['failed', 'Look', 'Look', 'Put right'],
    ['review', 'Look', 'Look', 'Read'],
    ['approved', 'Look', 'Look', 'Publish'],
    ['changed', 'Look', 'Look', 'Publish'],
    ['mine', 'Look', 'Finish', 'Finish'],
    ['untagged', 'Look', 'Tag', 'Tag'],
  ] as [StoryShow, string, string, string][])('%s is “%s” to a viewer, “%s” to an author, “%s” to an editor', (show, ...verbs) => {
    expect((['viewer', 'author', 'editor'] as const).map((role) => deskVerb(person(role), show))).toEqual(verbs)
  })

  it('is “Read” to an author who looks after the words of others', () => {
    expect(deskVerb(person('author', ['sub']), 'review')).toBe('Read')
  })
})
