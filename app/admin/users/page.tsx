import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { TableScroll } from '@/components/table-scroll'
import { londonDay, londonTime } from '@/lib/dates'
import { mailTransportWords } from '@/lib/mail'
import { requireActor } from '@/modules/auth/session'
import { InvitationRow } from '@/modules/users/components/invitation-row'
import { type InvitationView, listInvitations, listUsers, type UserView } from '@/modules/users/queries'
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
      <td>
        {user.role}
        {user.duties.length > 0 ? <small className={styles.duties}> {user.duties.join(', ')}</small> : null}
      </td>
      <td>{user.active ? 'Open' : 'Closed'}</td>
      <td>{user.lastSeenAt ? <time dateTime={user.lastSeenAt.toISOString()}>{londonDay(user.lastSeenAt)}</time> : 'Never'}</td>
    </tr>
  )
}

export default async function UsersPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const wanted = Number((await searchParams).page)
  try {
    const page = Number.isInteger(wanted) && wanted > 0 && wanted < PAGES_MAX ? wanted : 1
    const [list, invitations] = await Promise.all([listUsers(actor, page), listInvitations(actor, new Date())])
    return <Users list={list} invitations={invitations} />
  } catch (error) {
    return <Refused error={error} />
  }
}

const wordsOf = ({ role, invitedBy, expiresAt, hasExpired }: InvitationView): string => {
  const until = `${londonDay(expiresAt)}, ${londonTime(expiresAt)}`
  return `As ${role}, by ${invitedBy}. ${hasExpired ? `Its link was over on ${until}.` : `Its link works until ${until}.`}`
}

function Invitations({ invitations }: { invitations: InvitationView[] }) {
  if (invitations.length === 0) return null
  const transport = mailTransportWords()
  return (
    <section aria-labelledby="invitations" className={styles.invitations}>
      <h2 id="invitations">Invited, not here yet</h2>
      <ul>
        {invitations.map((one) => (
          <InvitationRow
            key={one.id}
            invitation={{ id: one.id, email: one.email, name: one.name, words: wordsOf(one) }}
            transport={transport}
          />
        ))}
      </ul>
    </section>
  )
}

function Users({ list, invitations }: { list: Awaited<ReturnType<typeof listUsers>>; invitations: InvitationView[] }) {
  return (
    <AdminPage
      title="People"
      lead={`${list.total} ${list.total === 1 ? 'account' : 'accounts'}. Accounts are closed, never deleted.`}
      aside={
        <a className={buttons.solid} href="/admin/users/new">
          Invite somebody
        </a>
      }
    >
      <Invitations invitations={invitations} />
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
