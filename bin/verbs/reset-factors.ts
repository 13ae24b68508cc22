/** cms reset-factors --email: takes the second factors of an account away; for an admin whom nobody can help. */
import { systemActor } from '@/modules/access/actor'
import { resetFactors } from '@/modules/users/commands/reset-factors'
import { findUserId } from '@/modules/users/queries'
import { readArguments } from '../command-line'

const USAGE = 'reset-factors --email EMAIL'

export async function run(args: string[]): Promise<{ output: unknown; failed?: boolean }> {
  const { values } = readArguments(args, USAGE, { options: { email: { type: 'string' } } })
  const actor = systemActor('Command line', 'cms reset-factors')
  const id = await findUserId(actor, values.email ?? '')
  if (id === null) {
    process.stderr.write('There is no account with this email address.\n')
    return { output: { had: 0 }, failed: true }
  }
  const outcome = await resetFactors(actor, { id }, new Date())
  if (!outcome.ok) return { output: { problems: outcome.problems }, failed: true }
  process.stderr.write('Done. The next sign-in asks for the password alone.\n')
  return { output: outcome.value }
}
