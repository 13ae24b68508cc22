import { afterEach, expect, test, vi } from 'vitest'
import { keepWishes, keptWishes } from './kept-wishes'

function stubStore() {
  const store = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, value: string) => void store.set(name, value),
    removeItem: (name: string) => void store.delete(name),
  })
  return store
}
afterEach(() => vi.unstubAllGlobals())

const wish = { slug: 'transport', label: 'Transport', refused: true }

test('Decisions that were not told are there for whoever made them, on this story alone, until they are told', () => {
  const store = stubStore()
  keepWishes({ personId: 'ann', articleId: 'one' }, [wish])
  expect(keptWishes({ personId: 'ann', articleId: 'one' })).toEqual([wish])
  // Somebody else, signed in at the same tab: they would be told to the newsroom under the wrong name.
  expect(keptWishes({ personId: 'ben', articleId: 'one' })).toEqual([])
  expect(keptWishes({ personId: 'ann', articleId: 'two' })).toEqual([])
  keepWishes({ personId: 'ann', articleId: 'one' }, [])
  expect(store.size).toBe(0)
})

test('A store that is switched off, or that holds something else, is as an empty one', () => {
  keepWishes({ personId: 'ann', articleId: 'one' }, [wish])
  expect(keptWishes({ personId: 'ann', articleId: 'one' })).toEqual([])
  stubStore()
  keepWishes({ personId: 'ann', articleId: 'one' }, [{ ...wish, slug: 1 } as never])
  expect(keptWishes({ personId: 'ann', articleId: 'one' })).toEqual([])
  keepWishes({ personId: 'ann', articleId: null }, [wish])
  expect(keptWishes({ personId: 'ann', articleId: null })).toEqual([])
})
