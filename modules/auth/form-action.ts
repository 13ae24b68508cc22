import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { env } from '@/lib/env'
import { Conflict, NotAllowed, NotFound, type Outcome } from '@/lib/errors'
import { parseInput } from '@/lib/input'
import { log } from '@/lib/log'
import { originFault, originMessage } from '@/lib/request-origin'
import type { Person } from '@/modules/access/actor'
import { echoOf, fieldsOf } from './form-fields'
import { type ActionResult, emptyFormState, type FormState, SIGNED_OUT_MESSAGE } from './form-state'
import { currentActor } from './session'

/** An editorial verb: what actions run. */
export type Command<I, T> = (actor: Person, input: I, now: Date) => Promise<Outcome<T>>

/** After success: a path to go to, or what to show on the same page. */
export type After<T> = (value: T) => string | Partial<FormState<T>> | undefined | Promise<string | Partial<FormState<T>> | undefined>

export type FormOptions<T> = {
  after?: After<T>
  /** Fields that are lists even when sent once or not at all. */
  lists?: readonly string[]
}

async function foreignMessage(): Promise<string | null> {
  const { publicUrl } = env()
  const fault = originFault(await headers(), publicUrl)
  if (!fault) return null
  log.warn('an action was sent from elsewhere', { fault })
  return originMessage(publicUrl)
}

/** Runs `work` and puts the three named errors into words. Anything else is logged and thrown. */
export async function translated<T>(work: () => Promise<Outcome<T>>): Promise<ActionResult<T>> {
  try {
    const outcome = await work()
    return outcome.ok ? outcome : { ok: false, kind: 'problems', problems: outcome.problems }
  } catch (error) {
    if (error instanceof Conflict) return { ok: false, kind: 'conflict', message: error.message, current: error.current ?? null }
    if (error instanceof NotAllowed) return { ok: false, kind: 'not-allowed', message: error.message }
    if (error instanceof NotFound) return { ok: false, kind: 'not-found', message: error.message }
    log.error('an action failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    throw error
  }
}

/** Origin → who → parse → command. */
async function run<S extends z.ZodType, T>(schema: S, command: Command<z.output<S>, T>, input: unknown): Promise<ActionResult<T>> {
  const foreign = await foreignMessage()
  if (foreign) return { ok: false, kind: 'not-allowed', message: foreign }
  const actor = await currentActor()
  if (!actor) return { ok: false, kind: 'signed-out', message: SIGNED_OUT_MESSAGE }
  const parsed = parseInput(schema, input)
  if (!parsed.ok) return { ok: false, kind: 'problems', problems: parsed.problems }
  return translated(() => command(actor, parsed.value, new Date()))
}

async function finish<T>(value: T, after: After<T> | undefined): Promise<FormState<T>> {
  const next = await after?.(value)
  if (typeof next === 'string') redirect(next)
  return { ...emptyFormState, value, ...next }
}

function refusedState<T>(result: ActionResult<T> & { ok: false }, values: FormState['values']): FormState<T> {
  if (result.kind === 'problems') return { problems: result.problems, message: '', values, value: null }
  return { problems: [{ field: '', message: result.message }], message: result.message, values, value: null }
}

/**
 * A server action for `<form action>` and `useActionState`. Refuses what was not sent from our own pages, asks who is
 * acting, parses strictly, runs the command, and gives back the form's state; or goes where `after` says.
 */
export function formAction<S extends z.ZodType, T>(schema: S, command: Command<z.output<S>, T>, options: FormOptions<T> = {}) {
  return async (_before: FormState<T>, form: FormData): Promise<FormState<T>> => {
    const fields = fieldsOf(form, options.lists)
    const result = await run(schema, command, fields)
    return result.ok ? finish(result.value, options.after) : refusedState(result, echoOf(fields))
  }
}

/** A server action that a page calls with JSON and stays open: the same checks, the answer as data. */
export function callAction<S extends z.ZodType, T>(schema: S, command: Command<z.output<S>, T>) {
  return async (input: z.input<S>): Promise<ActionResult<T>> => run(schema, command, input)
}

/**
 * For the forms of somebody who is not in: signing in and out, the second factor, a link from a mail. As `formAction`,
 * without an actor: the command finds out for itself what the request proves.
 */
export function openFormAction<S extends z.ZodType, T>(
  schema: S,
  command: (input: z.output<S>, now: Date) => Promise<Outcome<T>>,
  options: FormOptions<T> = {},
) {
  return async (_before: FormState<T>, form: FormData): Promise<FormState<T>> => {
    const fields = fieldsOf(form, options.lists)
    const foreign = await foreignMessage()
    if (foreign) return refusedState({ ok: false, kind: 'not-allowed', message: foreign }, echoOf(fields))
    const parsed = parseInput(schema, fields)
    const result = parsed.ok
      ? await translated(() => command(parsed.value, new Date()))
      : ({ ok: false, kind: 'problems', problems: parsed.problems } as const)
    return result.ok ? finish(result.value, options.after) : refusedState(result, echoOf(fields))
  }
}
