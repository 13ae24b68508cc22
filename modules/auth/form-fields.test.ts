import { describe, expect, it } from 'vitest'
import { echoOf, fieldsOf } from './form-fields'

function form(entries: [string, string | Blob][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

describe('the fields of a form', () => {
  it('are one value each, lists where they are lists, and nothing of the framework’s', () => {
    const fields = fieldsOf(
      form([
        ['$ACTION_KEY', 'k1'],
        ['$ACTION_1:0', '{}'],
        ['headline', 'Words'],
        ['tagSlugs', 'area-rotherham'],
      ]),
      ['tagSlugs', 'pins'],
    )
    expect({ ...fields }).toEqual({ headline: 'Words', tagSlugs: ['area-rotherham'], pins: [] })
  })

  it('become a list when sent twice, so that a schema of one value refuses them', () => {
    const fields = fieldsOf(
      form([
        ['role', 'viewer'],
        ['role', 'admin'],
        ['role', 'author'],
      ]),
    )
    expect(fields.role).toEqual(['viewer', 'admin', 'author'])
  })

  it('may be called anything without becoming anything', () => {
    const fields = fieldsOf(form([['__proto__', 'x']]), ['constructor'])
    expect(Object.keys(fields).sort()).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(fields)).toBeNull()
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it.each([null, undefined, 1, 'text', {}, [], { entries: 1 }])('are none when it is no form: %j', (value) =>
    expect(Object.keys(fieldsOf(value))).toEqual([]),
  )
})

describe('what a form shows again', () => {
  it('is what was typed, without secrets and files', () => {
    const fields = fieldsOf(
      form([
        ['email', 'a@b.org'],
        ['password', 'secret'],
        ['newPassword', 'secret'],
        ['apiToken', 'secret'],
        ['file', new Blob(['secret'])],
        ['__proto__', 'x'],
      ]),
      ['tagSlugs'],
    )
    expect(echoOf(fields)).toEqual({ email: 'a@b.org', tagSlugs: [] })
  })
})
