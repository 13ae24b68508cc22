import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, refused } from '@/lib/errors'
import { hashPassword } from '@/lib/password-hash'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { EventPayload } from '@/modules/audit/events'
import { endSessionsOf } from '@/modules/auth/commands/end-sessions'
import { generatePassword } from '@/modules/auth/new-password'
import { accountStamp } from '../account-stamp'
import type { ChangeUserInput } from '../schema'
import { closeLinksOf } from './new-password'
import { refuseOwn } from './refuse-own'

const GONE = 'There is no such account. Go back to the list.'

type Account = { id: string; name: string; role: string; active: boolean; duties: string[] | null }

/**
 * The account, locked until the transaction ends, together with every active admin: two admins who close each
 * other's account at the same moment must come one after the other.
 */
async function lockAccount(tx: Tx, id: string): Promise<{ account: Account; otherAdmins: number }> {
  const rows = await tx.$queryRaw<Account[]>(Prisma.sql`
    select id, name, role, active, duties from user_account
    where id = ${id}::uuid or (role = 'admin' and active) order by id for update`)
  const account = rows.find((row) => row.id === id)
  if (!account) throw new NotFound(GONE)
  return { account, otherAdmins: rows.filter((row) => row.id !== id && row.role === 'admin' && row.active).length }
}

function changedFields(account: Account, input: ChangeUserInput): string[] {
  const plain = (['name', 'role', 'active'] as const).filter((field) => account[field] !== input[field])
  const sorted = (duties: readonly string[]) => [...duties].sort().join()
  const hasOthers = input.duties !== undefined && sorted(input.duties) !== sorted(account.duties ?? [])
  return hasOthers ? [...plain, 'duties'] : plain
}

type Values = NonNullable<EventPayload<'user.changed'>['values']>

/** What the changed fields were and are, in words for the history. */
function valuesOf(account: Account, input: ChangeUserInput, changed: readonly string[]): Values {
  const words = ({ name, role, active, duties }: Omit<Account, 'id'>) => ({
    name,
    role,
    state: active ? 'open' : 'closed',
    duties: [...(duties ?? [])].sort().join(' and ') || 'none',
  })
  const [was, is] = [words(account), words({ ...input, duties: input.duties ?? account.duties })]
  const fields = (['name', 'role', 'state', 'duties'] as const).filter((field) => changed.includes(field === 'state' ? 'active' : field))
  return Object.fromEntries(fields.map((field) => [field, { from: was[field], to: is[field] }]))
}

/**
 * Changes an account's name, role, duties, or whether it is open. The last admin stays one. A change of role or of
 * being open ends the person's sessions; a change of duties counts from their next click. Throws NotFound, NotAllowed, and
 * Conflict when the account is no longer as it was `seen`.
 */
export async function changeUser(actor: Actor, input: ChangeUserInput, now: Date): Promise<Outcome<{ id: string; changed: string[] }>> {
  permit(actor, 'user.change')
  return db.$transaction(async (tx) => {
    const { account, otherAdmins } = await lockAccount(tx, input.id)
    if (input.seen !== undefined && input.seen !== accountStamp(account))
      throw new Conflict('Somebody changed this account after you opened it. Nothing was overwritten: open it again.')
    const staysAdmin = input.role === 'admin' && input.active
    if (account.role === 'admin' && account.active && !staysAdmin && otherAdmins === 0) {
      const field = input.active ? 'role' : 'active'
      return refused({ field, message: 'This is the last admin. Make somebody else an admin first.' })
    }
    const changed = changedFields(account, input)
    if (changed.length === 0) return done({ id: account.id, changed })
    const endsSessions = changed.includes('role') || changed.includes('active')
    await tx.user.update({
      where: { id: account.id },
      data: {
        name: input.name,
        role: input.role,
        active: input.active,
        ...(input.duties ? { duties: input.duties } : {}),
        ...(endsSessions ? { sessionVersion: { increment: 1 } } : {}),
      },
      select: { id: true },
    })
    if (endsSessions) await endSessionsOf(tx, account.id, now)
    const values = valuesOf(account, input, changed)
    await recordEvent(tx, actor, 'user.changed', { type: 'user', id: account.id }, { changed, values })
    return done({ id: account.id, changed })
  })
}

/** Gives somebody else’s account a new random password, shown once, and ends its sessions and every link to another one. */
export async function resetPassword(
  actor: Actor,
  input: { id: string },
  now: Date,
): Promise<Outcome<{ id: string; generatedPassword: string }>> {
  permit(actor, 'user.change')
  const own = refuseOwn(actor, input.id)
  if (own) return own
  const generatedPassword = generatePassword()
  const passwordHash = await hashPassword(generatedPassword)
  return db.$transaction(async (tx) => {
    const found = await tx.user.updateMany({ where: { id: input.id }, data: { passwordHash, sessionVersion: { increment: 1 } } })
    if (found.count === 0) throw new NotFound(GONE)
    await closeLinksOf(tx, input.id, now)
    await endSessionsOf(tx, input.id, now)
    await recordEvent(tx, actor, 'user.changed', { type: 'user', id: input.id }, { changed: ['password'] })
    return done({ id: input.id, generatedPassword })
  })
}
