import 'server-only'
import { countCharacters } from '@/lib/text'
import { ROLES, type Role, type System } from '@/modules/access/actor'
import { generatePassword } from '@/modules/auth/new-password'
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '@/modules/auth/password-rules'
import { insertUser } from './create-user'

export type DemoUser = { email: string; role: Role; password: string }

const NAMES: Record<Role, string> = { viewer: 'Demo viewer', author: 'Demo author', editor: 'Demo editor', admin: 'Demo admin' }

/**
 * The demo newsroom's four users, admin first, each with a random password of its own; or all with the operator's
 * DEMO_PASSWORD, for which only the length counts. Those that are there already are left alone and not given back.
 */
export async function createDemoUsers(actor: System, chosen: string | null): Promise<DemoUser[]> {
  const length = chosen === null ? PASSWORD_MIN_CHARACTERS : countCharacters(chosen)
  if (length < PASSWORD_MIN_CHARACTERS || length > PASSWORD_MAX_CHARACTERS) {
    throw new Error(
      `DEMO_PASSWORD must have ${PASSWORD_MIN_CHARACTERS} to ${PASSWORD_MAX_CHARACTERS} characters. Correct it and start again.`,
    )
  }
  const made: DemoUser[] = []
  for (const role of [...ROLES].reverse()) {
    const password = chosen ?? generatePassword()
    const email = `${role}@throughline.example`
    const user = await insertUser(actor, { email, name: NAMES[role], role }, password)
    if (user.ok) made.push({ email, role, password })
  }
  return made
}
