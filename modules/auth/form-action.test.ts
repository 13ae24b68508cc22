import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { Conflict, done, NotAllowed, NotFound, refused } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import { callAction, formAction, openFormAction } from './form-action'
import { emptyFormState, SIGNED_OUT_MESSAGE } from './form-state'

const ORIGIN = 'http://127.0.0.1:3000'
const editor: Person = { kind: 'person', id: 'an id', name: 'An editor', role: 'editor' }
const request = vi.hoisted(() => ({ headers: new Headers(), actor: null as unknown, redirected: '' }))

vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    request.redirected = path
    throw new Error('NEXT_REDIRECT')
  },
}))
vi.mock('./session', () => ({ currentActor: async () => request.actor }))

const schema = z.strictObject({ title: z.string(), note: z.string().optional() })
const command = vi.fn(async (_actor: Person, input: { title: string }) => done({ title: input.title }))
const call = callAction(schema, command)

function form(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

beforeEach(() => {
  process.env.LOG_LEVEL = 'silent'
  request.headers = new Headers({ origin: ORIGIN, 'sec-fetch-site': 'same-origin' })
  request.actor = editor
  request.redirected = ''
  command.mockClear()
})

describe('an action called with JSON', () => {
  it('runs the command with who is signed in', async () => {
    expect(await call({ title: 'Words' })).toEqual({ ok: true, value: { title: 'Words' } })
    expect(command.mock.calls[0]?.[0]).toEqual(editor)
    expect(command.mock.calls[0]).toHaveLength(3)
  })

  it.each([
    ['no Origin', {}],
    ['an Origin of null', { origin: 'null' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
    [
      'a foreign Origin that matches the Host',
      { origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    ],
    ['a cross-site fetch', { origin: ORIGIN, 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch', { origin: ORIGIN, 'sec-fetch-site': 'same-site' }],
  ])('does nothing for %s', async (_, headers) => {
    request.headers = new Headers(headers as Record<string, string>)
    expect(await call({ title: 'Words' })).toMatchObject({ ok: false, kind: 'not-allowed' })
    expect(command).not.toHaveBeenCalled()
  })

  it('does nothing for nobody, before it looks at what was sent', async () => {
    request.actor = null
    expect(await call({ title: 1 } as never)).toEqual({ ok: false, kind: 'signed-out', message: SIGNED_OUT_MESSAGE })
    expect(command).not.toHaveBeenCalled()
  })

  it.each<[unknown, string]>([
    [{ title: { contains: '' } }, 'title'],
    [{ title: Number.NaN }, 'title'],
    [{ title: 'Words', admin: true }, 'admin'],
    [JSON.parse('{"title":"Words","__proto__":{"admin":true}}'), '__proto__'],
    [{}, 'title'],
  ])('names the field of %j', async (input, field) => {
    expect(await call(input as never)).toMatchObject({ ok: false, kind: 'problems', problems: [{ field }] })
    expect(command).not.toHaveBeenCalled()
  })

  it.each([
    [new NotAllowed('You may not.'), { kind: 'not-allowed', message: 'You may not.' }],
    [new NotFound('Gone.'), { kind: 'not-found', message: 'Gone.' }],
    [new Conflict('Changed.', { version: 3 }), { kind: 'conflict', message: 'Changed.', current: { version: 3 } }],
  ])('puts %s into words', async (error, expected) => {
    command.mockRejectedValueOnce(error)
    expect(await call({ title: 'Words' })).toEqual({ ok: false, ...expected })
  })

  it('throws everything else on', async () => {
    command.mockRejectedValueOnce(new Error('the database is away'))
    await expect(call({ title: 'Words' })).rejects.toThrow('the database is away')
  })

  it('gives back the problems a command finds', async () => {
    command.mockResolvedValueOnce(refused({ field: 'title', message: 'Enter another title' }))
    expect(await call({ title: 'Words' })).toEqual({
      ok: false,
      kind: 'problems',
      problems: [{ field: 'title', message: 'Enter another title' }],
    })
  })
})

describe('an action of a form', () => {
  it('goes where it is told after success', async () => {
    const action = formAction(schema, command, { after: ({ title }) => `/admin/${title}` })
    await expect(action(emptyFormState, form({ title: 'words' }))).rejects.toThrow('NEXT_REDIRECT')
    expect(request.redirected).toBe('/admin/words')
  })

  it('stays with what the command gave', async () => {
    expect(await formAction(schema, command)(emptyFormState, form({ title: 'Words' }))).toEqual({
      ...emptyFormState,
      value: { title: 'Words' },
    })
  })

  it('keeps what was typed when it refuses, and when nobody is signed in any more', async () => {
    const action = formAction(schema, command)
    const typed = { title: 'Words', extra: 'x', password: 'secret' }
    expect(await action(emptyFormState, form(typed))).toMatchObject({
      problems: [{ field: 'extra' }, { field: 'password' }],
      values: { title: 'Words', extra: 'x' },
    })
    request.actor = null
    const state = await action(emptyFormState, form({ title: 'Words' }))
    expect(state).toEqual({
      problems: [{ field: '', message: SIGNED_OUT_MESSAGE }],
      message: SIGNED_OUT_MESSAGE,
      values: { title: 'Words' },
      value: null,
    })
  })

  it('refuses what is no form by naming its fields', async () =>
    expect(await formAction(schema, command)(emptyFormState, { a: 1 } as never)).toMatchObject({ problems: [{ field: 'title' }] }))
})

describe('the form of somebody who is not signed in', () => {
  it('still has to come from our page', async () => {
    const run = vi.fn(async () => done('/admin'))
    const action = openFormAction(schema, run)
    request.actor = null
    expect(await action(emptyFormState, form({ title: 'Words' }))).toMatchObject({ value: '/admin' })
    request.headers = new Headers({ origin: 'https://evil.example' })
    expect(await action(emptyFormState, form({ title: 'Words' }))).toMatchObject({ value: null, values: { title: 'Words' } })
    expect(run).toHaveBeenCalledTimes(1)
  })
})
