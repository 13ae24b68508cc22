/** Who acts. A person with a role, or the product itself with a reason (the clock, the command line, an import). */
export const ROLES = ['viewer', 'author', 'editor', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** What a person looks after beside the role: house style, the vocabulary, the inspection records. */
export const DUTIES = ['sub', 'tag-editor', 'data-editor'] as const
export type Duty = (typeof DUTIES)[number]

/** `sessionId`: the row of the session they act in (not its secret); only what concerns their own sessions asks for it. */
export type Person = { kind: 'person'; id: string; name: string; role: Role; duties?: readonly Duty[]; sessionId?: string }
export type System = { kind: 'system'; name: string; reason: string }
export type Actor = Person | System

/** The product acting by itself; shown in the history under `name`. */
export const systemActor = (name: string, reason: string): System => ({ kind: 'system', name, reason })
