import { expect, test } from 'vitest'
import type { ActionResult } from '@/modules/auth/form-state'
import type { Wish } from './kept-wishes'
import { tellWishes } from './tell-wishes'

const wish = (slug: string, refused: boolean): Wish => ({ slug, label: slug.toUpperCase(), refused })
const unsentOf = (...wishes: Wish[]) => new Map(wishes.map((one) => [one.slug, one]))

async function told(answer: ActionResult<unknown> | null, ...wishes: Wish[]) {
  const unsent = unsentOf(...wishes)
  const lost = await tellWishes(unsent, async () => answer)
  return { left: [...unsent.keys()], lost }
}

test('What the newsroom has taken is over, and what it did not answer is told again', async () => {
  expect(await told({ ok: true, value: null }, wish('a', true), wish('b', false))).toEqual({ left: [], lost: null })
  expect(await told(null, wish('a', true))).toEqual({ left: ['a'], lost: null })
})

test.each([
  [{ ok: false, kind: 'not-found', message: 'There is no such story.' }, 'There is no such story.'],
  [{ ok: false, kind: 'not-allowed', message: 'You may not edit this story.' }, 'You may not edit this story.'],
  [{ ok: false, kind: 'problems', problems: [{ field: 'slugs', message: 'Choose fewer tags' }] }, 'Choose fewer tags'],
] satisfies [ActionResult<unknown>, string][])(
  'A refusal for good is not sent again, and said with its reason: %j',
  async (answer, why) => {
    expect(await told(answer, wish('a', true), wish('b', true))).toEqual({ left: [], lost: { labels: ['A', 'B'], why } })
  },
)

test('Somebody signed out, or a conflict, is no last word', async () => {
  expect((await told({ ok: false, kind: 'signed-out', message: 'Sign in' }, wish('a', true))).left).toEqual(['a'])
  expect((await told({ ok: false, kind: 'conflict', message: 'Later', current: null }, wish('a', true))).left).toEqual(['a'])
})

test('What is decided otherwise while it is told is still to be told', async () => {
  const unsent = unsentOf(wish('a', true))
  const later = wish('a', true)
  await tellWishes(unsent, async () => {
    unsent.set('a', later)
    return { ok: true, value: null }
  })
  expect(unsent.get('a')).toBe(later)
})
