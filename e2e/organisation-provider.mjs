/** An OpenID provider on this machine, as an organisation runs one; for organisation.spec.ts. */
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

export const CLIENT = { id: 'throughline', secret: 'a-secret-of-the-end-to-end-tests' }

/**
 * Starts it on a free port. Whoever signs in with any login is the person of that address; `unverified.…` has an address
 * nobody has checked.
 * @param {(issuer: string) => Promise<string>} open gives the newsroom's own address, once the issuer's is known
 */
export async function startProvider(open) {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const issuer = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`
  /** @type {((request: unknown, response: unknown) => void) | undefined} */
  let answer
  server.on('request', (request, response) => answer?.(request, response))
  const newsroom = await open(issuer)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${newsroom}/api/auth/callback/organisation`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for this test'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified.'), name: 'Somebody' }),
    }),
  })
  answer = provider.callback()
  return {
    issuer,
    newsroom,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve(undefined)))
    },
  }
}
