import { randomUUID } from 'node:crypto'
import { db } from '../../lib/db'
import { hashPassword } from '../../lib/password-hash'
import type { Person, Role } from '../../modules/access/actor'

/** The password of every user made here, unless another is given. For tests only: no seed uses it. */
export const FACTORY_PASSWORD = 'lanterns over the marsh'

export type MadeUser = { id: string; email: string; name: string; role: Role; password: string; actor: Person }

let hashed: Promise<string> | undefined

/** Puts a user into the database and gives back who they are, with their password and as an actor. */
export async function makeUser(
  given: { role?: Role; email?: string; name?: string; active?: boolean; password?: string } = {},
): Promise<MadeUser> {
  const role = given.role ?? 'editor'
  const email = given.email ?? `${role}.${randomUUID().slice(0, 8)}@example.org`
  const name = given.name ?? `${role.charAt(0).toUpperCase()}${role.slice(1)} of the test`
  hashed ??= hashPassword(FACTORY_PASSWORD)
  const passwordHash = given.password ? await hashPassword(given.password) : await hashed
  const user = await db.user.create({ data: { email, name, role, passwordHash, active: given.active ?? true }, select: { id: true } })
  return {
    id: user.id,
    email,
    name,
    role,
    password: given.password ?? FACTORY_PASSWORD,
    actor: { kind: 'person', id: user.id, name, role },
  }
}
