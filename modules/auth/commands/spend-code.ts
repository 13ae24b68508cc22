import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { stepOfCode } from '../one-time-codes'
import { readTypedCode } from '../recovery-codes'
import { keyedHash, unseal } from '../sealed-secret'
import { installationSecret } from './installation-secret'

/**
 * Uses up a code of the app or a recovery code of this account, in the caller's transaction. Says which it was, or null
 * when it is neither, or was used before. Two servers that are given the same code: one of them has it.
 */
export async function spendCode(tx: Tx, userId: string, typed: string, now: Date): Promise<'otp' | 'recovery' | null> {
  const { kind, code } = readTypedCode(typed)
  const works = kind === 'otp' ? await spendOneTimeCode(tx, userId, code, now) : await spendRecoveryCode(tx, userId, code, now)
  return works ? kind : null
}

async function spendOneTimeCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<{ secret: string; last_step: bigint }[]>(Prisma.sql`
    select secret, last_step from one_time_code where user_id = ${userId}::uuid and confirmed_at is not null for update`)
  const row = rows[0]
  if (!row) return false
  const step = stepOfCode(unseal(row.secret, userId, installationSecret()), code, row.last_step, now)
  if (step === null) return false
  await tx.oneTimeCode.update({ where: { userId }, data: { lastStep: step }, select: { userId: true } })
  return true
}

async function spendRecoveryCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const used = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: keyedHash(code, userId, installationSecret()), usedAt: null },
    data: { usedAt: now },
  })
  return used.count === 1
}
