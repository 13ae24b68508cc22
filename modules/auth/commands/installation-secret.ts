import 'server-only'
import { env } from '@/lib/env'

/** What signs sessions and what secrets at rest are encrypted with. There is no default: without it nobody is let in. */
export function installationSecret(): string {
  const secret = env().AUTH_SECRET
  if (!secret) throw new Error('AUTH_SECRET is not set. Start Throughline with npm start, or set it to 32 random characters or more.')
  return secret
}
