import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseInput } from './input'
import { line } from './text'

const schema = z.strictObject({
  title: line({ max: 10, name: 'Headline', required: 'Enter a headline' }),
  version: z.number().int(),
  nested: z.strictObject({ role: z.enum(['viewer', 'author']) }),
})
const good = { title: 'Words', version: 1, nested: { role: 'viewer' } }
const fields = (value: unknown) => {
  const outcome = parseInput(schema, value)
  return outcome.ok ? [] : outcome.problems.map((problem) => problem.field)
}

describe('parsing input', () => {
  it('gives back what is good', () => expect(parseInput(schema, good)).toEqual({ ok: true, value: good }))

  it.each<[string, unknown, string[]]>([
    ['an unknown key', { ...good, admin: true }, ['admin']],
    ['an unknown key further in', { ...good, nested: { role: 'viewer', id: 1 } }, ['nested.id']],
    ['an object for a text', { ...good, title: { contains: '' } }, ['title']],
    ['a list for a text', { ...good, title: ['Words'] }, ['title']],
    ['NaN', { ...good, version: Number.NaN }, ['version']],
    ['Infinity', { ...good, version: Number.POSITIVE_INFINITY }, ['version']],
    ['a fraction', { ...good, version: 1.5 }, ['version']],
    ['a number as text', { ...good, version: '1' }, ['version']],
    ['a value off the list', { ...good, nested: { role: 'admin' } }, ['nested.role']],
    ['NUL', { ...good, title: 'a\u0000b' }, ['title']],
    ['half a character', { ...good, title: 'a\ud800b' }, ['title']],
    ['__proto__', JSON.parse('{"title":"Words","version":1,"nested":{"role":"viewer"},"__proto__":{"admin":true}}'), ['__proto__']],
    [
      '__proto__ further in',
      JSON.parse('{"title":"Words","version":1,"nested":{"role":"viewer","__proto__":{"a":1}}}'),
      ['nested.__proto__'],
    ],
    ['__proto__ of a form', Object.assign(Object.create(null), good, JSON.parse('{"__proto__":"x"}')), ['__proto__']],
    ['constructor', { ...good, constructor: 1 }, ['constructor']],
    ['nothing', {}, ['title', 'version', 'nested']],
  ])('refuses %s by name', (_, value, expected) => expect(fields(value)).toEqual(expected))

  it.each([null, undefined, 1, 'text', [], [good], new Map()])('refuses %j as a whole', (value) =>
    expect(parseInput(schema, value).ok).toBe(false),
  )

  it('gives Object no new property', () => {
    parseInput(schema, JSON.parse('{"__proto__":{"admin":true}}'))
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })

  it('shows a strange key in plain characters and short', () => {
    expect(fields({ ...good, [`<b>\u202e${'x'.repeat(500)}`]: 1 })[0]).toMatch(/^\?b\?\?x{1,60}$/)
  })
})
