import 'server-only'
import { db, Prisma } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { parseInput } from '@/lib/input'
import { hashPassword } from '@/lib/password-hash'
import type { Actor, Role } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { generatePassword } from '@/modules/auth/new-password'
import { passwordProblem } from '@/modules/auth/password-rules'
import { type CreateUserInput, createUserSchema } from '../schema'

export type CreatedUser = {
  id: string
  email: string
  name: string
  role: Role
  /** Only when it was generated: shown once, kept nowhere. */
  generatedPassword: string | null
}

const isTaken = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'

/** Writes the account; the caller has checked everything about it but who may. */
export async function insertUser(actor: Actor, input: CreateUserInput, password: string): Promise<Outcome<{ id: string }>> {
  permit(actor, 'user.create')
  const passwordHash = await hashPassword(password)
  try {
    const user = await db.$transaction(async (tx) => {
      const made = await tx.user.create({ data: { ...input, passwordHash }, select: { id: true } })
      await recordEvent(tx, actor, 'user.created', { type: 'user', id: made.id }, { role: input.role })
      return made
    })
    return done(user)
  } catch (error) {
    if (isTaken(error)) return refused({ field: 'email', message: 'There is already an account with this email address' })
    throw error
  }
}

/**
 * Makes an account. Without `password` a random one is generated and given back once. Used by /admin/users and by
 * `cms create-user`, which is how the first admin is made: no page can.
 */
export async function createUser(actor: Actor, given: CreateUserInput & { password?: string | undefined }): Promise<Outcome<CreatedUser>> {
  permit(actor, 'user.create')
  const { password, ...rest } = given
  const input = parseInput(createUserSchema, rest)
  if (!input.ok) return input
  const problem = password === undefined ? null : passwordProblem(password, input.value)
  if (problem) return refused({ field: 'password', message: problem })
  const generatedPassword = password === undefined ? generatePassword() : null
  const made = await insertUser(actor, input.value, password ?? generatedPassword ?? '')
  return made.ok ? done({ id: made.value.id, ...input.value, generatedPassword }) : made
}
