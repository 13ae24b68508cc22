/** cms create-user --email --name --role [--password-stdin]: makes an account; the only way to make the first admin. */
import { text } from 'node:stream/consumers'
import { systemActor } from '@/modules/access/actor'
import { createUser } from '@/modules/users/commands/create-user'
import { readArguments } from '../command-line'

const USAGE = 'create-user --email EMAIL --name NAME --role viewer|author|editor|admin [--password-stdin]'

export async function run(args: string[]): Promise<{ output: unknown; failed?: boolean }> {
  const option = { type: 'string' } as const
  const { values } = readArguments(args, USAGE, {
    options: { email: option, name: option, role: option, 'password-stdin': { type: 'boolean' } },
  })
  // One line end belongs to echo, not to the password.
  const password = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined
  const actor = systemActor('Command line', 'cms create-user')
  const outcome = await createUser(actor, {
    email: values.email ?? '',
    name: values.name ?? '',
    role: (values.role ?? '') as 'viewer',
    password,
  })
  if (!outcome.ok) {
    for (const { field, message } of outcome.problems) process.stderr.write(`${field}: ${message}\n`)
    return { output: { problems: outcome.problems }, failed: true }
  }
  const { generatedPassword, ...user } = outcome.value
  process.stderr.write(`Made the account of ${user.email}.${generatedPassword ? ' The password is shown this once.' : ''}\n`)
  return { output: generatedPassword ? { ...user, password: generatedPassword } : user }
}
