/** What actions give back. Plain data: it crosses from the server to the browser. */
import type { Problem } from '@/lib/errors'

/** The state of a <form action>. `values` holds what was typed, passwords excepted; `value` what the command gave. */
export type FormState<T = unknown> = {
  problems: Problem[]
  /** A sentence for the whole form: what went wrong, or what was done. */
  message: string
  values: Record<string, string | string[]>
  value: T | null
}

export const emptyFormState: FormState<never> = { problems: [], message: '', values: {}, value: null }

/** The answer to a call from a page that stays open, such as the story editor. */
export type ActionResult<T> =
  | { ok: true; value: T }
  | { ok: false; kind: 'problems'; problems: Problem[] }
  | { ok: false; kind: 'conflict'; message: string; current: unknown }
  | { ok: false; kind: 'not-allowed' | 'not-found' | 'signed-out'; message: string }

export const SIGNED_OUT_MESSAGE = 'You are signed out. Sign in again in another tab, then come back here: what you typed is still here.'

/** The message for one field, if it has a problem. */
export const problemFor = (state: { problems: Problem[] }, field: string): string | undefined =>
  state.problems.find((problem) => problem.field === field)?.message
