import { describe, expect, it } from 'vitest'
import type { ActionResult } from './form-state'
import { questionRoute } from './question-route'

const echo = async (input: { say: string }): Promise<ActionResult<string>> => ({ ok: true, value: input.say })
const route = questionRoute({ echo }, async () => null)
const ask = (question: string, body: string, type = 'application/json') =>
  route(new Request('http://127.0.0.1/', { method: 'POST', body, headers: { 'content-type': type } }), {
    params: Promise.resolve({ question }),
  })

describe('A question of a newsroom page', () => {
  it('is answered by its action', async () => {
    const answer = await ask('echo', '{"say":"here"}')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(await answer.json()).toEqual({ ok: true, value: 'here' })
  })

  it('of a stranger is refused before it is read', async () => {
    const stranger = questionRoute({ echo }, async () => new Response(null, { status: 403 }))
    const request = new Request('http://127.0.0.1/', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } })
    expect((await stranger(request, { params: Promise.resolve({ question: 'echo' }) })).status).toBe(403)
    expect(request.bodyUsed).toBe(false)
  })

  it.each([
    ['of a name nobody gave it', 'toString', '{}', 'application/json', 404],
    ['sent as a form', 'echo', 'say=here', 'application/x-www-form-urlencoded', 415],
    ['that is not JSON', 'echo', '{say', 'application/json', 400],
    ['of many megabytes', 'echo', `"${'x'.repeat(4 * 1024 * 1024)}"`, 'application/json', 413],
  ])('%s is refused', async (_, question, body, type, status) => {
    expect((await ask(question, body, type)).status).toBe(status)
  })
})
