import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { TableScroll } from '@/components/table-scroll'
import { londonDay } from '@/lib/dates'
import { requireActor } from '@/modules/auth/session'
import { listUsers, type UserView } from '@/modules/users/queries'
import { AdminPage } from '../_parts/admin-page'
import { Refused } from '../_parts/refused'
import styles from './users.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'People' }

const PAGES_MAX = 10_000

type Search = Promise<{ page?: string | string[] }>

function Row({ user }: { user: UserView }) {
  return (
    <tr>
      <th scope="row">
        <a href={`/admin/users/${user.id}`}>{user.name}</a>
      </th>
      <td>{user.email}</td>
      <td>{user.role}</td>
      <td>{user.active ? 'Open' : 'Closed'}</td>
      <td>{user.lastSeenAt ? <time dateTime={user.lastSeenAt.toISOString()}>{londonDay(user.lastSeenAt)}</time> : 'Never'}</td>
    </tr>
  )
}

export default async function UsersPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const wanted = Number((await searchParams).page)
  try {
    return <Users list={await listUsers(actor, Number.isInteger(wanted) && wanted > 0 && wanted < PAGES_MAX ? wanted : 1)} />
  } catch (error) {
    return <Refused error={error} />
  }
}

function Users({ list }: { list: Awaited<ReturnType<typeof listUsers>> }) {
  return (
    <AdminPage
      title="People"
      lead={`${list.total} ${list.total === 1 ? 'account' : 'accounts'}. Accounts are closed, never deleted.`}
      aside={
        <a className={buttons.solid} href="/admin/users/new">
          New account
        </a>
      }
    >
      <TableScroll label="Accounts">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Email</th>
              <th scope="col">Role</th>
              <th scope="col">Account</th>
              <th scope="col">Last seen</th>
            </tr>
          </thead>
          <tbody>
            {list.items.map((user) => (
              <Row key={user.id} user={user} />
            ))}
          </tbody>
        </table>
      </TableScroll>
      {list.pages > 1 ? (
        <nav aria-label="Pages of accounts" className={styles.pages}>
          {list.page > 1 ? <a href={`/admin/users?page=${list.page - 1}`}>Earlier names</a> : null}
          {list.page < list.pages ? <a href={`/admin/users?page=${list.page + 1}`}>Later names</a> : null}
        </nav>
      ) : null}
    </AdminPage>
  )
}
