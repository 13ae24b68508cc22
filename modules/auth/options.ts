import 'server-only'
import { headers } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { env } from '@/lib/env'
import { parseInput } from '@/lib/input'
import { log } from '@/lib/log'
import { signOut } from './commands/end-sessions'
import { installationSecret } from './commands/installation-secret'
import { signIn } from './commands/sign-in'
import { signInWithOrganisation } from './commands/sign-in-with-organisation'
import { safeReturnUrl } from './return-path'
import { type SessionToken, sessionTokenSchema, signInSchema } from './schema'
import { cookieOptions, SESSION_MAX_HOURS, sessionCookieName } from './session-rules'
import { peerAddress } from './throttle'

declare module 'next-auth' {
  interface User {
    id: string
    sid: string
    sv: number
  }
  interface Session {
    token?: SessionToken
  }
}

/** The organisation's name among next-auth's providers, and in its addresses. */
export const ORGANISATION = 'organisation'
const ORGANISATION_TIMEOUT_MS = 10_000
export const SESSION_MAX_SECONDS = SESSION_MAX_HOURS * 3_600

/** The one credentials path of next-auth's own address. Gives null for wrong, throws a word for anything else. */
async function authorize(
  credentials: Record<string, string> | undefined,
  request: { headers?: Record<string, string | string[] | undefined> },
): Promise<{ id: string; sid: string; sv: number } | null> {
  const input = parseInput(signInSchema, { email: credentials?.email, password: credentials?.password })
  if (!input.ok) return null
  const header = (name: string) => String(request.headers?.[name] ?? '')
  const from = { peer: peerAddress(header('x-forwarded-for')), userAgent: header('user-agent') }
  // next-auth puts the message of whatever is thrown here into an address: only our own words may get there.
  const outcome = await signIn(input.value, from, new Date()).catch((error: unknown) => {
    log.error('sign-in failed', { error: String(error) })
    throw new Error('unavailable')
  })
  if (outcome.ok) return { id: outcome.value.sub, sid: outcome.value.sid, sv: outcome.value.sv }
  if (outcome.throttled) throw new Error('throttled')
  return null
}

/** The sign-in of the organisation, where it is configured: OpenID Connect with PKCE, state and nonce. */
function organisation(): OAuthConfig<Record<string, unknown>>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env()
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return []
  return [
    {
      id: ORGANISATION,
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      httpOptions: { timeout: ORGANISATION_TIMEOUT_MS },
      // Who it is in our books is found by signInWithOrganisation; until then nobody has an id or a session.
      profile: (claims) => ({ id: String(claims.sub ?? ''), sid: '', sv: 0 }),
    },
  ]
}

const callbacks: NextAuthOptions['callbacks'] = {
  /** Lets somebody of the organisation in as the account they have here: next-auth hands the same user on to `jwt`. */
  signIn: async ({ user, account, profile }) => {
    if (account?.provider !== ORGANISATION) return true
    const userAgent = (await headers()).get('user-agent') ?? ''
    const token = await signInWithOrganisation(profile, userAgent, new Date()).catch((error: unknown) => {
      log.error('sign-in failed', { error: String(error) })
      throw new Error('unavailable')
    })
    if (!token) return '/sign-in?error=organisation'
    Object.assign(user, { id: token.sub, sid: token.sid, sv: token.sv })
    return true
  },
  /** The token carries these three and nothing else: who the person is and may do is read from the database. */
  jwt: ({ token, user }) => (user ? { sub: user.id, sid: user.sid, sv: user.sv } : { sub: token.sub, sid: token.sid, sv: token.sv }),
  /** Only session.ts sees this; the address /api/auth/session is answered by the route itself. */
  session: ({ session, token }) => {
    const parsed = sessionTokenSchema.safeParse(token)
    return parsed.success ? { expires: session.expires, token: parsed.data } : { expires: session.expires }
  },
  redirect: ({ url, baseUrl }) => safeReturnUrl(url, baseUrl),
}

/** next-auth's settings, made at the first request: building needs no secret. */
export function authOptions(): NextAuthOptions {
  const { publicUrl } = env()
  // Fixed, so that no Host or X-Forwarded-Host of a request ever ends up in an address next-auth makes.
  process.env.NEXTAUTH_URL = publicUrl
  const prefix = publicUrl.startsWith('https://') ? '__Host-' : ''
  const options = cookieOptions(publicUrl)
  return {
    secret: installationSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_MAX_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: { name: sessionCookieName(publicUrl), options },
      callbackUrl: { name: `${prefix}throughline.return`, options },
      csrfToken: { name: `${prefix}throughline.csrf`, options },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: 'Email', type: 'email' }, password: { label: 'Password', type: 'password' } },
        authorize,
      }),
      ...organisation(),
    ],
    callbacks,
    events: {
      signOut: async ({ token }) => {
        const parsed = sessionTokenSchema.safeParse(token)
        if (parsed.success) await signOut(parsed.data, new Date())
      },
    },
    logger: {
      error: (code) => log.warn('next-auth', { code }),
      warn: (code) => log.debug('next-auth', { code }),
      debug: () => {},
    },
  }
}
