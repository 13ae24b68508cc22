/**
 * The three errors a command or query throws by name, and the shape of what an editor can fix.
 * Translated in three places only: modules/auth/form-action.ts, lib/api-route.ts, and pages.
 * `message` is for the person: what happened, to what, and what to do.
 */

/** Something the editor can put right: which field, and what to do about it. `field` is '' for the whole form. */
export type Problem = { field: string; message: string }

/** What is wrong with a field; undefined when nothing is. */
export const problemOf = (problems: readonly Problem[], field: string): string | undefined =>
  problems.find((one) => one.field === field)?.message

/** What a command gives back: the value, or the problems that kept it from writing anything. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problems: Problem[] }

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const refused = (...problems: Problem[]): Outcome<never> => ({ ok: false, problems })

/** There is no such thing, or none that this person may know of. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** The person is known and may not do this. */
export class NotAllowed extends Error {
  override name = 'NotAllowed'
}

/** The thing has changed since it was read, or its state forbids the act. `current` carries what is stored now. */
export class Conflict extends Error {
  override name = 'Conflict'
  readonly current: unknown
  constructor(message: string, current?: unknown) {
    super(message)
    this.current = current
  }
}
