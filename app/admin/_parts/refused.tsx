import { notFound } from 'next/navigation'
import { NotAllowed, NotFound } from '@/lib/errors'
import { AdminPage } from './admin-page'

/** A page this person cannot have, in words; anything but the two named errors is thrown on. */
export function Refused({ error }: { error: unknown }) {
  if (error instanceof NotFound) notFound()
  if (!(error instanceof NotAllowed)) throw error
  return (
    <AdminPage title="You cannot open this page" lead={error.message}>
      <p>
        <a href="/admin">Back to the desk</a>
      </p>
    </AdminPage>
  )
}
