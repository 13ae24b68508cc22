import { PageHead } from '@/components/page-head'
import { NotAllowed } from '@/lib/errors'

/** What was read, or the refusal to show in its place. Every other fault goes on to the error page. */
export async function orNotForYou<T>(reading: Promise<T>): Promise<T | NotAllowed> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof NotAllowed) return error
    throw error
  }
}

/** The page of somebody who is known and may not see it. */
export function NotForYou({ refusal }: { refusal: NotAllowed }) {
  return (
    <PageHead title="You cannot open this">
      <p>{refusal.message}</p>
      <p>
        <a href="/admin">Back to the desk</a>
      </p>
    </PageHead>
  )
}
