export const dynamic = 'force-dynamic'

/** This process answers. Nothing else is asked: a server is not to be restarted because the database is away. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}
