import { isReady } from '@/lib/readiness'

export const dynamic = 'force-dynamic'

/** Whether readers may be sent here. Why not stands in the log: strangers may ask this. */
export async function GET(): Promise<Response> {
  const ready = await isReady()
  return Response.json({ status: ready ? 'ok' : 'unavailable' }, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
