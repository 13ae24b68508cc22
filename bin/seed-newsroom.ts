/**
 * Loads the first contents (arguments: reference, demo). A process of its own, started by npm start with the condition
 * react-server, because commands are server-only. Run again after it was killed, it goes on where it stopped.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { db } from '@/lib/db'
import { readEnv } from '@/lib/env'
import { systemActor } from '@/modules/access/actor'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { resetPassword } from '@/modules/users/commands/change-user'
import { DEMO_SIGN_IN, type DemoSignIn } from './first-contents'
import { command } from './say.mjs'

const actor = systemActor('Throughline', 'first start')

function readKept(file: string): DemoSignIn[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoSignIn[]
  } catch {
    return []
  }
}

function keep(file: string, users: DemoSignIn[]): void {
  writeFileSync(`${file}.half`, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.half`, file)
}

/** Passwords of demo users made by a start that was killed before it could keep them: new ones. */
async function passwordsOfOthers(known: DemoSignIn[]): Promise<DemoSignIn[]> {
  const users = await db.user.findMany({
    where: { email: { endsWith: '@throughline.example' } },
    select: { id: true, email: true, role: true },
  })
  const lost = users.filter(({ email }) => !known.some((user) => user.email === email))
  const found: DemoSignIn[] = []
  for (const { id, email, role } of lost) {
    const outcome = await resetPassword(actor, { id }, new Date())
    if (outcome.ok) found.push({ email, role, password: outcome.value.generatedPassword })
  }
  return found
}

// When the start that began this is gone, the next one begins again: not beside it.
process.once('disconnect', () => process.exit(1))

await command(async () => {
  const what = process.argv.slice(2)
  if (what.includes('reference')) await seedReference(actor, new Date())
  if (what.includes('demo')) {
    const { seedDemo } = await import('../prisma/seed-demo')
    const file = join(readEnv().DATA_DIR, DEMO_SIGN_IN)
    const users = await seedDemo(new Date())
    const known = [...readKept(file).filter(({ email }) => !users.some((user) => user.email === email)), ...users]
    keep(file, [...known, ...(await passwordsOfOthers(known))])
  }
  await db.$disconnect()
  process.exit(0)
})
