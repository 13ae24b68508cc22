/**
 * What a page of the newsroom asks while somebody writes, answered by actions that only read. Next runs the actions of
 * a page one after the other: a question that takes seconds would keep a save, and every other question, waiting.
 */
import { limitedText } from '@/lib/limited-text'
import type { ActionResult } from './form-state'

/** As much as an action takes (next.config.js). */
const BYTES_MAX = 4 * 1024 * 1024

const refused = (status: 400 | 404 | 413 | 415, message: string): Response =>
  Response.json({ ok: false, kind: 'problems', problems: [{ field: '', message }] }, { status })

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

/**
 * A POST route of JSON for `/…/[question]`. Each action asks for itself where the request comes from and who is acting,
 * and checks what was sent; what it answers is passed on, its dates as ISO text. `refuseStranger` answers who may not ask at
 * all, before what was sent is read; null for anybody else.
 */
export function questionRoute(
  questions: Readonly<Record<string, (input: never) => Promise<ActionResult<unknown>>>>,
  refuseStranger: (request: Request) => Promise<Response | null>,
) {
  return async (request: Request, { params }: { params: Promise<{ question: string }> }): Promise<Response> => {
    const { question } = await params
    const ask = Object.hasOwn(questions, question) ? questions[question] : undefined
    if (!ask) return refused(404, 'There is no such question.')
    if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return refused(415, 'Send application/json.')
    const stranger = await refuseStranger(request)
    if (stranger) return stranger
    const text = await limitedText(request, BYTES_MAX)
    if (text === null) return refused(413, `Send at most ${BYTES_MAX} bytes.`)
    const input = parsed(text)
    if (!input) return refused(400, 'This is not JSON.')
    return Response.json(await ask(input.value as never), { headers: { 'cache-control': 'private, no-store' } })
  }
}
