import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { type Role, systemActor } from '@/modules/access/actor'
import { listEvents } from '@/modules/audit/queries'
import { signIn } from '@/modules/auth/commands/sign-in'
import { findLiveSession } from '@/modules/auth/queries'
import type { SessionToken } from '@/modules/auth/schema'
import { WRONG_MESSAGE } from '@/modules/auth/sign-in-messages'
import { FACTORY_PASSWORD, makeUser } from '@/prisma/factories/user'
import { accountStamp } from './account-stamp'
import { changeUser, resetPassword } from './commands/change-user'
import { createDemoUsers } from './commands/create-demo-users'
import { createUser } from './commands/create-user'
import { sendPasswordLink } from './commands/new-password'
import { resetFactors } from './commands/reset-factors'
import { getUser, listUsers } from './queries'

const NOON = new Date('2026-11-21T12:00:00Z')
const from = { peer: '192.0.2.7', userAgent: 'a browser' }
const commandLine = systemActor('Command line', 'cms create-user')
const newcomer = { email: 'newcomer@example.org', name: 'A newcomer', role: 'author' } as const

beforeEach(emptyDatabase)

async function attempt(email: string, password: string): Promise<SessionToken | string> {
  const outcome = await signIn({ email, password }, from, NOON)
  return outcome.ok ? outcome.value : (outcome.problems[0]?.message ?? '')
}

async function signedIn(email: string): Promise<SessionToken> {
  const token = await attempt(email, FACTORY_PASSWORD)
  if (typeof token === 'string') throw new Error(token)
  return token
}

describe('making an account', () => {
  it('generates a password that works, says it once and keeps only its hash', async () => {
    const made = await createUser(commandLine, newcomer)
    if (!made.ok) throw new Error('not made')
    expect(made.value.generatedPassword).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/)
    expect(await attempt(newcomer.email, made.value.generatedPassword ?? '')).toMatchObject({ sub: made.value.id })
    expect(JSON.stringify(await db.auditEvent.findMany(), (_, v) => (typeof v === 'bigint' ? Number(v) : v))).not.toContain(
      made.value.generatedPassword,
    )
  })

  it('takes a given password, and gives none back', async () => {
    const made = await createUser(commandLine, { ...newcomer, email: ' NEWCOMER@example.org ', password: 'a lamp under the stairs' })
    expect(made).toMatchObject({ ok: true, value: { email: 'newcomer@example.org', generatedPassword: null } })
    expect(await attempt('newcomer@example.org', 'a lamp under the stairs')).toMatchObject({ sv: 1 })
  })

  it.each([
    ['password', { ...newcomer, password: 'short' }],
    ['password', { ...newcomer, password: 'football1234' }],
    ['password', { ...newcomer, password: '' }],
    ['email', { ...newcomer, email: 'nobody' }],
    ['name', { ...newcomer, name: ' \u202e ' }],
    ['name', { ...newcomer, name: 'a\u0000b' }],
    ['role', { ...newcomer, role: 'owner' as Role }],
    ['active', { ...newcomer, active: false }],
  ])('names %s when it refuses', async (field, input) => {
    expect(await createUser(commandLine, input)).toMatchObject({ ok: false, problems: [{ field }] })
    expect(await db.user.count()).toBe(0)
  })

  it('refuses an address that is taken, in whatever letters', async () => {
    await createUser(commandLine, newcomer)
    expect(await createUser(commandLine, { ...newcomer, email: 'NewComer@Example.org' })).toMatchObject({
      ok: false,
      problems: [{ field: 'email' }],
    })
    expect(await db.user.count()).toBe(1)
  })

  it.each(['viewer', 'author', 'editor'] as const)('is not for a %s', async (role) => {
    const { actor } = await makeUser({ role })
    await expect(createUser(actor, newcomer)).rejects.toThrow(NotAllowed)
    await expect(listUsers(actor)).rejects.toThrow(NotAllowed)
    await expect(getUser(actor, actor.id)).rejects.toThrow(NotAllowed)
    await expect(changeUser(actor, { id: actor.id, name: 'Me', role: 'admin', active: true }, NOON)).rejects.toThrow(NotAllowed)
    await expect(resetPassword(actor, { id: actor.id }, NOON)).rejects.toThrow(NotAllowed)
  })
})

describe('the demo newsroom’s users', () => {
  it('are four, each with a password of its own, made once', async () => {
    const made = await createDemoUsers(systemActor('Seed', 'demo'), null)
    expect(made.map(({ email }) => email)).toEqual(['admin', 'editor', 'author', 'viewer'].map((role) => `${role}@throughline.example`))
    expect(new Set(made.map(({ password }) => password)).size).toBe(4)
    expect(await attempt('viewer@throughline.example', made[3]?.password ?? '')).toMatchObject({ sv: 1 })
    expect(await createDemoUsers(systemActor('Seed', 'demo'), null)).toEqual([])
  })

  it('share the operator’s password, of which only the length counts', async () => {
    await createDemoUsers(systemActor('Seed', 'demo'), 'demo-password-1')
    expect(await attempt('admin@throughline.example', 'demo-password-1')).toMatchObject({ sv: 1 })
    await expect(createDemoUsers(systemActor('Seed', 'demo'), 'short')).rejects.toThrow('DEMO_PASSWORD must have')
  })
})

describe('changing an account', () => {
  it.each([
    ['a change of role', { role: 'author', active: true }],
    ['closing the account', { role: 'editor', active: false }],
  ] as const)('ends with %s', async (_, change) => {
    const admin = await makeUser({ role: 'admin' })
    const user = await makeUser()
    const token = await signedIn(user.email)
    await changeUser(admin.actor, { id: user.id, name: user.name, ...change }, NOON)
    expect(await findLiveSession(token, NOON)).toBeNull()
    expect(await db.session.findFirstOrThrow()).toMatchObject({ endedAt: NOON })
  })

  it('ends with a new password, and the old password with it', async () => {
    const admin = await makeUser({ role: 'admin' })
    const user = await makeUser()
    const token = await signedIn(user.email)
    await sendPasswordLink(user.email, NOON)
    const open = await db.passwordReset.count({ where: { usedAt: null } })
    const reset = await resetPassword(admin.actor, { id: user.id }, NOON)
    expect([open, await db.passwordReset.count({ where: { usedAt: null } })], 'a link that was sent').toEqual([1, 0])
    expect(await findLiveSession(token, NOON)).toBeNull()
    expect(await attempt(user.email, FACTORY_PASSWORD)).toBe(WRONG_MESSAGE)
    expect(await attempt(user.email, reset.ok ? reset.value.generatedPassword : '')).toMatchObject({ sv: 2 })
  })

  it('is proved anew for one’s own password and second factors: an unwatched page of an admin gives away neither', async () => {
    const admin = await makeUser({ role: 'admin' })
    const mine = { ok: false, problems: [{ message: expect.stringContaining('Your account') }] }
    expect(await resetPassword(admin.actor, { id: admin.id }, NOON)).toMatchObject(mine)
    expect(await resetFactors(admin.actor, { id: admin.id }, NOON)).toMatchObject(mine)
    expect(await attempt(admin.email, FACTORY_PASSWORD)).toMatchObject({ sv: 1 })
  })

  it('goes on when only the name changed', async () => {
    const admin = await makeUser({ role: 'admin' })
    const user = await makeUser()
    const token = await signedIn(user.email)
    await changeUser(admin.actor, { id: user.id, name: 'Another name', role: 'editor', active: true }, NOON)
    expect((await findLiveSession(token, NOON))?.person.name).toBe('Another name')
  })
})

describe('the admins', () => {
  it('are at least one', async () => {
    const admin = await makeUser({ role: 'admin' })
    await makeUser({ role: 'admin', active: false })
    const change = (input: { role: Role; active: boolean }) => changeUser(admin.actor, { id: admin.id, name: admin.name, ...input }, NOON)
    expect(await change({ role: 'editor', active: true })).toMatchObject({ ok: false, problems: [{ field: 'role' }] })
    expect(await change({ role: 'admin', active: false })).toMatchObject({ ok: false, problems: [{ field: 'active' }] })
    expect(await db.user.count({ where: { role: 'admin', active: true } })).toBe(1)
    await makeUser({ role: 'admin' })
    expect(await change({ role: 'editor', active: true })).toMatchObject({ ok: true })
  })

  it('are at least one when two close each other’s account at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      await emptyDatabase()
      const [one, two] = [await makeUser({ role: 'admin' }), await makeUser({ role: 'admin' })]
      const close = (by: typeof one, whom: typeof one) =>
        changeUser(by.actor, { id: whom.id, name: whom.name, role: 'admin', active: false }, NOON)
      const outcomes = await Promise.all([close(one, two), close(two, one)])
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
      expect(await db.user.count({ where: { role: 'admin', active: true } })).toBe(1)
    }
  })

  it('records what changed, in the words of fields', async () => {
    const admin = await makeUser({ role: 'admin' })
    const user = await makeUser()
    await changeUser(admin.actor, { id: user.id, name: 'Another name', role: 'viewer', active: true }, NOON)
    await changeUser(admin.actor, { id: user.id, name: 'Another name', role: 'viewer', active: true }, NOON)
    const events = await db.auditEvent.findMany({ select: { kind: true, entityId: true, detail: true, actorId: true } })
    const values = { name: { from: user.name, to: 'Another name' }, role: { from: 'editor', to: 'viewer' } }
    expect(events).toEqual([{ kind: 'user.changed', entityId: user.id, detail: { changed: ['name', 'role'], values }, actorId: admin.id }])
    await changeUser(admin.actor, { id: user.id, name: 'Another name', role: 'viewer', active: false, duties: ['sub'] }, NOON)
    expect((await listEvents(admin.actor, {})).events.map(({ sentence }) => sentence)).toEqual([
      'changed the account: state from open to closed, duties from none to sub',
      `changed the account: name from ${user.name} to Another name, role from editor to viewer`,
    ])
  })

  it('overwrite nothing that another one has changed since the page was opened', async () => {
    const admin = await makeUser({ role: 'admin' })
    const user = await makeUser()
    const page = { id: user.id, role: 'editor' as const, active: true, seen: accountStamp(await getUser(admin.actor, user.id)) }
    await changeUser(admin.actor, { ...page, name: user.name, active: false }, NOON)
    await expect(changeUser(admin.actor, { ...page, name: 'A name put right' }, NOON)).rejects.toThrow(Conflict)
    expect(await getUser(admin.actor, user.id)).toMatchObject({ name: user.name, active: false })
  })

  it('finds nobody under an id that is none', async () => {
    const { actor } = await makeUser({ role: 'admin' })
    const id = '00000000-0000-4000-8000-000000000000'
    await expect(changeUser(actor, { id, name: 'Nobody', role: 'admin', active: true }, NOON)).rejects.toThrow(NotFound)
    await expect(resetPassword(actor, { id }, NOON)).rejects.toThrow(NotFound)
    await expect(getUser(actor, id)).rejects.toThrow(NotFound)
    await expect(getUser(actor, 'x')).rejects.toThrow(NotFound)
  })

  it('finds accounts by parts of the name and the address, on every page of what is found', async () => {
    const { actor } = await makeUser({ role: 'admin', name: 'Zoe Admin', email: 'zoe@example.org' })
    await makeUser({ name: 'Mary Ann Hill', email: 'm.hill@example.org' })
    await makeUser({ name: 'Ann_Lee', email: 'hello@hill.example' })
    await makeUser({ name: 'Annabel', email: 'annabel@example.org', active: false })
    const find = async (q: string) => (await listUsers(actor, { q })).items.map((user) => user.name)
    expect(await find('ann')).toEqual(['Ann_Lee', 'Mary Ann Hill', 'Annabel'])
    expect(await find(' HILL  ann ')).toEqual(['Ann_Lee', 'Mary Ann Hill'])
    expect(await find('_')).toEqual(['Ann_Lee'])
    expect(await find('%')).toEqual([])
    expect(await listUsers(actor, { q: 'ann', page: 2 })).toMatchObject({ items: [], total: 3, pages: 1, page: 2 })
  })

  it('lists who has an account without any secret', async () => {
    const admin = await makeUser({ role: 'admin' })
    await signedIn(admin.email)
    const list = await listUsers(admin.actor)
    expect(list).toMatchObject({ total: 1, pages: 1, items: [{ email: admin.email, lastSeenAt: NOON }] })
    expect(Object.keys(list.items[0] ?? {}).sort()).toEqual(['active', 'createdAt', 'duties', 'email', 'id', 'lastSeenAt', 'name', 'role'])
  })
})
