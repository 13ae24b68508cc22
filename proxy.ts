/**
 * Courtesy and headers for signed-in pages, not a lock: every page, action, query and command asks for itself who is
 * acting. Deleting this file opens nothing (modules/without-proxy.test.ts, modules/authorisation.db.test.ts).
 */
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { originFault, originMessage } from '@/lib/request-origin'
import { newNonce, STAFF_CACHE_CONTROL, staffPolicy } from '@/lib/security-headers'
import { sessionCookieName } from '@/modules/auth/session-rules'

// Not uploads: Next would hold what is sent in memory for us, and cut it off; those addresses ask for themselves.
export const config = {
  matcher: [
    '/admin',
    '/admin/((?!articles/documents$|import/stories$|media/upload$|media/[^/]+/replace$).*)',
    '/sign-in/:path*',
    '/invitation/:path*',
  ],
}

const PATH_HEADER = 'x-throughline-path'
const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** The address to come back to, without what Next's own client adds to it. */
function pathOf(request: NextRequest): string {
  const query = new URLSearchParams(request.nextUrl.searchParams)
  query.delete('_rsc')
  return query.size === 0 ? request.nextUrl.pathname : `${request.nextUrl.pathname}?${query}`
}

function toSignIn(request: NextRequest): NextResponse {
  const target = request.nextUrl.clone()
  const from = pathOf(request)
  target.pathname = '/sign-in'
  target.search = from === '/admin' ? '' : `?${new URLSearchParams({ from })}`
  return NextResponse.redirect(target, { headers: { 'cache-control': STAFF_CACHE_CONTROL } })
}

export function proxy(request: NextRequest): NextResponse {
  const { publicUrl } = env()
  if (!isReading(request.method) && originFault(request.headers, publicUrl)) {
    return new NextResponse(originMessage(publicUrl), { status: 403, headers: { 'cache-control': STAFF_CACHE_CONTROL } })
  }
  const isAdmin = request.nextUrl.pathname === '/admin' || request.nextUrl.pathname.startsWith('/admin/')
  if (isAdmin && isReading(request.method) && !request.cookies.has(sessionCookieName(publicUrl))) return toSignIn(request)

  const policy = staffPolicy(newNonce(), { dev: process.env.NODE_ENV === 'development' })
  const headers = new Headers(request.headers)
  headers.set(PATH_HEADER, pathOf(request))
  // Next reads the nonce for its own scripts and styles from here.
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', STAFF_CACHE_CONTROL)
  return response
}
