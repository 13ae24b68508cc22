import { AdminPage } from './_parts/admin-page'

export default function AdminNotFound() {
  return (
    <AdminPage title="There is no such page" lead="The address may be mistyped, or the draft may have been deleted.">
      <p>
        <a href="/admin">Back to the desk</a>
      </p>
    </AdminPage>
  )
}
