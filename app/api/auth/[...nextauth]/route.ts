import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { env } from '@/lib/env'
import { originFault } from '@/lib/request-origin'
import { STAFF_CACHE_CONTROL } from '@/lib/security-headers'
import { authOptions, ORGANISATION } from '@/modules/auth/options'
import { returnPathOf } from '@/modules/auth/return-path'
import { currentActor } from '@/modules/auth/session'

export const dynamic = 'force-dynamic'

/** Of next-auth's addresses only these: no provider but ours, no way to change a token from outside. */
const READS = ['csrf', 'providers', 'signin', 'signout', 'error']
const WRITES = ['callback/credentials', 'signin/credentials', 'signout']
/** Where the organisation's sign-in is configured: the way to it, and the way back. */
const ORGANISATION_READS = [`callback/${ORGANISATION}`]
const ORGANISATION_WRITES = [`signin/${ORGANISATION}`]
const BODY_MAX_BYTES = 10_000

type Context = { params: Promise<{ nextauth: string[] }> }

const hasOrganisation = (): boolean => env().OIDC_ISSUER !== undefined

const plain = (status: number, words: string): Response =>
  Response.json({ message: words }, { status, headers: { 'cache-control': STAFF_CACHE_CONTROL } })

/** Another site's address to return to is refused before next-auth sees it. */
function leadsAway(request: Request): boolean {
  const target = new URL(request.url).searchParams.get('callbackUrl')
  const { publicUrl } = env()
  return target !== null && target !== publicUrl && returnPathOf(target, publicUrl) === null
}

async function answered(request: NextRequest, context: Context): Promise<Response> {
  const response: Response = await NextAuth(request, context, authOptions())
  response.headers.set('cache-control', STAFF_CACHE_CONTROL)
  return response
}

/** Who is signed in, as the database has it now: a signed token alone says nothing here. */
async function session(): Promise<Response> {
  const actor = await currentActor()
  return Response.json(actor ? { user: { name: actor.name, role: actor.role } } : {}, { headers: { 'cache-control': STAFF_CACHE_CONTROL } })
}

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const path = (await context.params).nextauth.join('/')
  if (path === 'session') return session()
  if (!READS.includes(path) && !(hasOrganisation() && ORGANISATION_READS.includes(path)))
    return plain(404, 'There is nothing at this address.')
  if (leadsAway(request)) return plain(400, 'callbackUrl must be an address of this site.')
  return answered(request, context)
}

/**
 * Programs may sign in here with next-auth's own token against forged requests, which they fetch from csrf first; so a
 * missing Origin is not refused, a foreign one is.
 */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const path = (await context.params).nextauth.join('/')
  if (!WRITES.includes(path) && !(hasOrganisation() && ORGANISATION_WRITES.includes(path)))
    return plain(404, 'There is nothing at this address.')
  if (originFault(request.headers, env().publicUrl) === 'foreign') return plain(403, 'This was sent from another site.')
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= BODY_MAX_BYTES)) return plain(413, 'This is too much to sign in with.')
  const response = await answered(request, context)
  const target = response.status === 401 ? await response.clone().text() : (response.headers.get('location') ?? '')
  if (!target.includes('error=throttled')) return response
  return new Response(response.body, { status: response.status === 401 ? 429 : response.status, headers: response.headers })
}
