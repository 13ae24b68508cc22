'use client'
import { AdminPage } from './_parts/admin-page'

/** Something failed while the page was made. What was typed elsewhere is not touched. */
export default function AdminError({ reset }: { error: Error; reset: () => void }) {
  return (
    <AdminPage
      title="This page could not be made"
      lead="Something went wrong in the newsroom’s server. It has been noted. Try again in a moment."
    >
      <p>
        <button type="button" onClick={reset}>
          Try again
        </button>{' '}
        <a href="/admin">Back to the desk</a>
      </p>
    </AdminPage>
  )
}
