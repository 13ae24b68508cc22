import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { FindForm } from '@/components/find-form'
import { Pager } from '@/components/pager'
import { TableScroll } from '@/components/table-scroll'
import { londonDay, londonTime } from '@/lib/dates'
import { mailTransportWords } from '@/lib/mail'
import { cleanLine } from '@/lib/text'
import { requireActor } from '@/modules/auth/session'
import { InvitationRow } from '@/modules/users/components/invitation-row'
import { type InvitationView, listInvitations, listUsers, type UserPage, type UserView } from '@/modules/users/queries'
import { AdminPage } from '../_parts/admin-page'
import { Refused } from '../_parts/refused'
import styles from './users.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'People' }

const PAGES_MAX = 10_000

type Search = Promise<{ page?: string | string[]; q?: string | string[] }>

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

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const typed = (value: string): string => cleanLine(value.replace(/\p{Surrogate}/gu, '').slice(0, 200))

/** Who has an account, and who was invited; one is found by name or address. */
export default async function UsersPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const asked = await searchParams
  const wanted = Number(asked.page)
  const q = typed(one(asked.q))
  try {
    const page = Number.isInteger(wanted) && wanted > 0 && wanted < PAGES_MAX ? wanted : 1
    const [list, invitations] = await Promise.all([listUsers(actor, { q, page }), listInvitations(actor, new Date())])
    return <Users q={q} list={list} invitations={invitations} />
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

function addressOf(q: string, page: number): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(page > 1 && { page: String(page) }) })
  return query.size === 0 ? '/admin/users' : `/admin/users?${query}`
}

const accounts = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'account' : 'accounts'}`

type UsersProps = { q: string; list: UserPage; invitations: InvitationView[] }

function Users({ q, list, invitations }: UsersProps) {
  return (
    <AdminPage
      title="People"
      lead={q === '' ? `${accounts(list.total)}. Accounts are closed, never deleted.` : `${accounts(list.total)} found for “${q}”.`}
      aside={
        <a className={buttons.solid} href="/admin/users/new">
          Invite somebody
        </a>
      }
    >
      {q === '' ? <Invitations invitations={invitations} /> : null}
      <div className={styles.find}>
        <FindForm action="/admin/users" label="Name or address" name="q" button="Find" value={q} />
        {q === '' ? null : <a href="/admin/users">Everybody</a>}
      </div>
      {list.items.length === 0 ? <p>Nobody of this name or address has an account.</p> : <Accounts users={list.items} />}
      <Pager
        page={list.page}
        pages={list.pages}
        label="Pages of accounts"
        address={(page) => addressOf(q, page)}
        previous="Earlier names"
        next="Later names"
      />
    </AdminPage>
  )
}

function Accounts({ users }: { users: UserView[] }) {
  return (
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
          {users.map((user) => (
            <Row key={user.id} user={user} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
