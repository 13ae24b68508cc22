import 'server-only'
import type { Tx } from '@/lib/db'

/** How many second factors an account has: the codes of an app count as one, each passkey as one. */
export async function countFactors(tx: Tx, userId: string): Promise<number> {
  const codes = await tx.oneTimeCode.count({ where: { userId, confirmedAt: { not: null } } })
  return codes + (await tx.passkey.count({ where: { userId } }))
}
