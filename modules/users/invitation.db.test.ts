/** Invitations (security.md A07) and links for a new password (A08), with mail as files. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { signIn } from '@/modules/auth/commands/sign-in'
import { findLiveSession, findSession } from '@/modules/auth/queries'
import { seal } from '@/modules/auth/sealed-secret'
import { WRONG_MESSAGE } from '@/modules/auth/sign-in-messages'
import { FACTORY_PASSWORD, type MadeUser, makeUser } from '@/prisma/factories/user'
import { acceptInvitation, INVITATION_OVER_MESSAGE } from './commands/accept-invitation'
import { changeUser } from './commands/change-user'
import { inviteUser, revokeInvitation, sendInvitationAgain } from './commands/invite'
import { countPasswordAsking, PASSWORD_LINK_OVER_MESSAGE, sendPasswordLink, setNewPassword } from './commands/new-password'
import { changeOwnPassword } from './commands/own-account'
import { resetFactors } from './commands/reset-factors'
import { findInvitation, isPasswordLink, listInvitations } from './queries'
import type { InviteInput } from './schema'

const { folder } = vi.hoisted(() => ({ folder: `${process.env.TMPDIR ?? '/tmp'}/throughline-invitations-${process.pid}` }))
vi.stubEnv('MAIL_TRANSPORT', `file:${folder}`)
vi.stubEnv('PUBLIC_URL', 'https://news.example.org')

const NOON = new Date('2026-11-22T12:00:00Z')
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000)
const HOUR = 3_600
const NEW_PASSWORD = 'a lamp under the stairs'
const newcomer: InviteInput = { email: 'newcomer@example.org', name: 'A newcomer', role: 'author', duties: [] }
const from = { peer: '192.0.2.7', userAgent: 'a browser' }

beforeEach(emptyDatabase)
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Said = { ok: true } | { ok: false; problems: { field: string; message: string }[] }
const saying = (outcome: Said) => (outcome.ok ? 'done' : outcome.problems[0]?.message)
const field = (outcome: Said) => (outcome.ok ? 'done' : outcome.problems[0]?.field)

/** Mails to an address, the oldest first; long lines put together again. */
function mailsTo(email: string): string[] {
  const names = readdirSync(folder, { withFileTypes: true }).map(({ name }) => name)
  const all = names.sort().map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='))
  return all.filter((eml) => eml.includes(`\r\nTo: ${email}\r\n`))
}

/** The token of the last link sent to an address. */
function tokenFor(email: string, path: string): string {
  const [, token = ''] = new RegExp(`https://news\\.example\\.org/${path}/([\\w-]{43})\\s`).exec(mailsTo(email).at(-1) ?? '') ?? []
  return token
}
const invitationFor = (email: string) => tokenFor(email, 'invitation')
const accept = (token: string, now = NOON) => acceptInvitation({ token, name: 'Sam', password: NEW_PASSWORD }, now)
const admin = async (): Promise<MadeUser> => makeUser({ role: 'admin' })

describe('an invitation', () => {
  it('comes by mail, under the site’s own address, and makes the account that was fixed by the inviter', async () => {
    const { actor } = await admin()
    const invited = await inviteUser(actor, { ...newcomer, role: 'editor', duties: ['sub'] }, NOON)
    expect(invited).toMatchObject({ ok: true, value: { sent: true, link: null } })
    expect(mailsTo(newcomer.email)).toHaveLength(1)
    const token = invitationFor(newcomer.email)
    expect(await findInvitation(token, NOON)).toEqual({ email: newcomer.email, name: newcomer.name, role: 'editor', invitedBy: actor.name })
    expect(await accept(token)).toEqual({ ok: true, value: { email: newcomer.email } })
    expect(await db.user.findUnique({ where: { email: newcomer.email } })).toMatchObject({
      name: 'Sam',
      role: 'editor',
      duties: ['sub'],
      active: true,
    })
    expect(await db.session.count(), 'nobody is signed in by a link').toBe(0)
    expect(saying(await signIn({ email: newcomer.email, password: NEW_PASSWORD }, from, NOON))).toBe('done')
  })

  it('is kept as a hash, and stands in no audit', async () => {
    const { actor } = await admin()
    await inviteUser(actor, newcomer, NOON)
    const token = invitationFor(newcomer.email)
    const stored = JSON.stringify([await db.invitation.findMany(), await db.auditEvent.findMany()], (_, v) =>
      typeof v === 'bigint' ? 0 : v,
    )
    expect(stored).toContain('user.invited')
    expect(stored).not.toContain(token)
  })

  it('works once, for 72 hours', async () => {
    const { actor } = await admin()
    await inviteUser(actor, newcomer, NOON)
    const token = invitationFor(newcomer.email)
    expect(await findInvitation(token, later(72 * HOUR))).toBeNull()
    expect(saying(await accept(token, later(72 * HOUR)))).toBe(INVITATION_OVER_MESSAGE)
    expect(saying(await accept(token, later(72 * HOUR - 1)))).toBe('done')
    expect(saying(await accept(token))).toBe(INVITATION_OVER_MESSAGE)
    expect(await findInvitation(token, NOON)).toBeNull()
  })

  it('taken up twice at the same moment makes one account', async () => {
    const { actor } = await admin()
    for (let round = 0; round < 3; round += 1) {
      const email = `newcomer${round}@example.org`
      await inviteUser(actor, { ...newcomer, email }, NOON)
      const token = invitationFor(email)
      const outcomes = await Promise.all([accept(token), accept(token), accept(token)])
      expect(outcomes.map(saying).sort()).toEqual([INVITATION_OVER_MESSAGE, INVITATION_OVER_MESSAGE, 'done'])
      expect(await db.user.count({ where: { email } })).toBe(1)
    }
  })

  it('taken back lets nobody in; sent again, only its new link does', async () => {
    const { actor } = await admin()
    await inviteUser(actor, newcomer, NOON)
    const first = invitationFor(newcomer.email)
    const [{ id = '' } = {}] = await listInvitations(actor, NOON)
    const again = await sendInvitationAgain(actor, { id }, later(100 * HOUR))
    expect(again).toMatchObject({ ok: true, value: { sent: true } })
    const second = invitationFor(newcomer.email)
    expect(second).not.toBe(first)
    expect(saying(await accept(first, NOON))).toBe(INVITATION_OVER_MESSAGE)
    expect(await findInvitation(second, later(171 * HOUR))).not.toBeNull()
    await revokeInvitation(actor, { id }, later(100 * HOUR))
    expect(saying(await accept(second, later(100 * HOUR)))).toBe(INVITATION_OVER_MESSAGE)
    expect(await listInvitations(actor, NOON)).toEqual([])
    await expect(sendInvitationAgain(actor, { id }, NOON)).rejects.toThrow(NotFound)
    await expect(revokeInvitation(actor, { id }, NOON)).rejects.toThrow(NotFound)
  })

  it('is for one account: an address that has one, or an invitation, is refused by name', async () => {
    const { actor, email } = await admin()
    expect(field(await inviteUser(actor, { ...newcomer, email }, NOON))).toBe('email')
    await inviteUser(actor, newcomer, NOON)
    expect(field(await inviteUser(actor, newcomer, NOON))).toBe('email')
    await makeUser({ email: newcomer.email })
    expect(saying(await accept(invitationFor(newcomer.email)))).toContain('account with this email address already')
  })

  it('of two admins at the same moment is one: taking it back takes all of them back', async () => {
    const admins = [await admin(), await admin()]
    const asking = await db.$transaction(async (tx) => {
      // Both have looked before either can write.
      await tx.$executeRaw`lock table invitation in share row exclusive mode`
      const both = admins.map(({ actor }) => inviteUser(actor, newcomer, NOON))
      await new Promise((resolve) => setTimeout(resolve, 500))
      return { both }
    })
    expect((await Promise.all(asking.both)).map(field).sort()).toEqual(['done', 'email'])
    expect(await db.invitation.count()).toBe(1)
  })

  it('names what is wrong with a password, and stays open', async () => {
    const { actor } = await admin()
    await inviteUser(actor, newcomer, NOON)
    const token = invitationFor(newcomer.email)
    expect(field(await acceptInvitation({ token, name: 'Sam', password: 'short' }, NOON))).toBe('password')
    expect(field(await acceptInvitation({ token, name: 'Sam', password: 'newcomer-newcomer' }, NOON))).toBe('password')
    expect(saying(await accept(token))).toBe('done')
  })

  it.each(['', 'x', 'x'.repeat(43), '%00'])('is not found under %j', async (token) => {
    expect(await findInvitation(token, NOON)).toBeNull()
    expect(saying(await accept(token))).toBe(INVITATION_OVER_MESSAGE)
  })

  it('falls with whoever sent it: closed, or no admin any more', async () => {
    const [inviter, other] = [await admin(), await admin()]
    for (const [index, change] of [{ role: 'admin', active: false } as const, { role: 'author', active: true } as const].entries()) {
      const email = `newcomer${index}@example.org`
      await inviteUser(inviter.actor, { ...newcomer, email }, NOON)
      await changeUser(other.actor, { id: inviter.id, name: inviter.name, ...change }, NOON)
      expect(saying(await accept(invitationFor(email)))).toBe(INVITATION_OVER_MESSAGE)
      await changeUser(other.actor, { id: inviter.id, name: inviter.name, role: 'admin', active: true }, NOON)
    }
    expect(await db.user.count()).toBe(2)
  })

  it('goes through a mail server to one recipient, whatever stands in the name', async () => {
    const { actor } = await admin()
    const received: { to: string[]; data: string }[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          received.push({ to: session.envelope.rcptTo.map(({ address }) => address), data: Buffer.concat(parts).toString('utf8') })
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const settings = env()
    const transport = settings.MAIL_TRANSPORT
    try {
      settings.MAIL_TRANSPORT = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
      const name = 'Sam, Bcc: kim@example.org'
      expect(await inviteUser(actor, { ...newcomer, name }, NOON)).toMatchObject({ ok: true, value: { sent: true, link: null } })
    } finally {
      settings.MAIL_TRANSPORT = transport
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
    expect(received.map(({ to }) => to)).toEqual([[newcomer.email]])
    const [head = '', ...body] = (received[0]?.data ?? '').split('\r\n\r\n')
    expect(head).not.toContain('kim@example.org')
    expect(body.join('\n').replaceAll('=\r\n', '')).toMatch(/https:\/\/news\.example\.org\/invitation\/[\w-]{43}/)
  })

  it('that cannot be sent is given back once, to be handed over', async () => {
    const { actor } = await admin()
    const settings = env()
    const transport = settings.MAIL_TRANSPORT
    try {
      for (const [index, broken] of [undefined, 'smtp://127.0.0.1:1'].entries()) {
        settings.MAIL_TRANSPORT = broken
        const invited = await inviteUser(actor, { ...newcomer, email: `n${index}@example.org` }, NOON)
        const link = invited.ok ? (invited.value.link ?? '') : ''
        expect(link).toMatch(/^https:\/\/news\.example\.org\/invitation\/[\w-]{43}$/)
        expect(saying(await accept(link.split('/').at(-1) ?? ''))).toBe('done')
      }
    } finally {
      settings.MAIL_TRANSPORT = transport
    }
  })
})

describe('a link for a new password', () => {
  const passwordFor = (email: string) => tokenFor(email, 'sign-in/new-password')
  const open = async (email: string, password = FACTORY_PASSWORD) => {
    const outcome = await signIn({ email, password }, { ...from, peer: `${email} ${Math.random()}` }, NOON)
    if (!outcome.ok) throw new Error(saying(outcome))
    return outcome.value
  }

  it('sets a new one, once, and ends every session of the account', async () => {
    const user = await makeUser()
    const token = await open(user.email)
    await sendPasswordLink(user.email, NOON)
    const link = passwordFor(user.email)
    expect(await isPasswordLink(link, NOON)).toBe(true)
    expect(saying(await setNewPassword({ token: link, password: NEW_PASSWORD }, NOON))).toBe('done')
    expect(await findLiveSession(token, NOON)).toBeNull()
    expect(await db.session.count({ where: { endedAt: null } }), 'ended, and of an older version').toBe(0)
    expect(await db.user.findUnique({ where: { id: user.id } })).toMatchObject({ sessionVersion: 2 })
    expect(await isPasswordLink(link, NOON)).toBe(false)
    expect(saying(await setNewPassword({ token: link, password: 'another lamp, another stair' }, NOON))).toBe(PASSWORD_LINK_OVER_MESSAGE)
    expect(saying(await signIn({ email: user.email, password: FACTORY_PASSWORD }, from, NOON))).toBe(WRONG_MESSAGE)
    expect(saying(await signIn({ email: user.email, password: NEW_PASSWORD }, from, NOON))).toBe('done')
    expect(mailsTo(user.email).at(-1), 'the owner hears of it').toContain('Your password was changed.')
  })

  it('works for thirty minutes, and only the last one sent', async () => {
    const user = await makeUser()
    await sendPasswordLink(user.email, NOON)
    const first = passwordFor(user.email)
    expect(await isPasswordLink(first, later(1_799))).toBe(true)
    expect(saying(await setNewPassword({ token: first, password: NEW_PASSWORD }, later(1_800)))).toBe(PASSWORD_LINK_OVER_MESSAGE)
    await sendPasswordLink(user.email, NOON)
    expect(saying(await setNewPassword({ token: first, password: NEW_PASSWORD }, NOON))).toBe(PASSWORD_LINK_OVER_MESSAGE)
    expect(saying(await setNewPassword({ token: passwordFor(user.email), password: NEW_PASSWORD }, NOON))).toBe('done')
  })

  it('used twice at the same moment sets one password', async () => {
    const user = await makeUser()
    await sendPasswordLink(user.email, NOON)
    const token = passwordFor(user.email)
    const passwords = ['a lamp under the stairs', 'a chair before the window', 'a kettle on the stove top']
    const outcomes = await Promise.all(passwords.map((password) => setNewPassword({ token, password }, NOON)))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    const winner = passwords[outcomes.findIndex((outcome) => outcome.ok)] ?? ''
    expect(saying(await signIn({ email: user.email, password: winner }, from, NOON))).toBe('done')
  })

  it('does not skip the second factor', async () => {
    const user = await makeUser()
    await db.oneTimeCode.create({
      data: { userId: user.id, secret: seal('GEZDGNBVGY3TQOJQ', user.id, process.env.AUTH_SECRET ?? ''), confirmedAt: NOON },
    })
    await sendPasswordLink(user.email, NOON)
    expect(saying(await setNewPassword({ token: passwordFor(user.email), password: NEW_PASSWORD }, NOON))).toBe('done')
    const token = await open(user.email, NEW_PASSWORD)
    expect(await findLiveSession(token, NOON)).toBeNull()
    expect((await findSession(token, NOON))?.standing).toBe('challenge')
  })

  it('goes to open accounts only, and asking is answered and counted alike for all', async () => {
    const user = await makeUser()
    const closed = await makeUser({ active: false })
    for (const email of [closed.email, 'nobody@example.org']) await sendPasswordLink(email, NOON)
    expect(await db.passwordReset.count()).toBe(0)
    for (const [index, email] of [user.email, closed.email, 'nobody@example.org'].entries()) {
      const answers: unknown[] = []
      for (let at = 0; at < 4; at += 1) answers.push(field(await countPasswordAsking(email, `peer ${index}`, NOON)))
      expect(answers).toEqual(['done', 'done', 'done', ''])
    }
    await sendPasswordLink(user.email, NOON)
    await changeUser((await admin()).actor, { id: user.id, name: user.name, role: 'editor', active: false }, NOON)
    expect(saying(await setNewPassword({ token: passwordFor(user.email), password: NEW_PASSWORD }, NOON))).toBe(PASSWORD_LINK_OVER_MESSAGE)
  })

  it('is kept as a hash, stands in no audit, and dies with a change of password', async () => {
    const user = await makeUser()
    const session = await findSession(await open(user.email), NOON)
    await sendPasswordLink(user.email, NOON)
    const token = passwordFor(user.email)
    const stored = JSON.stringify([await db.passwordReset.findMany(), await db.auditEvent.findMany()], (_, v) =>
      typeof v === 'bigint' ? 0 : v,
    )
    expect(stored).toContain('user.password-asked')
    expect(stored).not.toContain(token)
    if (!session) throw new Error('no session')
    expect(saying(await changeOwnPassword(session.person, { password: 'a chair before the window' }, NOON))).toBe('done')
    expect(await isPasswordLink(token, NOON)).toBe(false)
  })
})

describe('one’s own password', () => {
  it('needs a fresh proof, ends every other session, and lets this one go on under the new version', async () => {
    const user = await makeUser({ role: 'author' })
    const enter = async () => {
      const outcome = await signIn({ email: user.email, password: FACTORY_PASSWORD }, from, NOON)
      if (!outcome.ok) throw new Error(saying(outcome))
      return outcome.value
    }
    const [here, there] = [await enter(), await enter()]
    const session = await findSession(here, NOON)
    if (!session) throw new Error('no session')
    expect(saying(await changeOwnPassword(session.person, { password: NEW_PASSWORD }, later(600)))).toContain('Confirm that it is you')
    expect(field(await changeOwnPassword(session.person, { password: 'short' }, NOON))).toBe('password')
    expect(await changeOwnPassword(session.person, { password: NEW_PASSWORD }, NOON)).toEqual({ ok: true, value: { ended: 1, sv: 2 } })
    expect(await findLiveSession(there, NOON)).toBeNull()
    expect(await findLiveSession(here, NOON), 'under the old version').toBeNull()
    expect(await findLiveSession({ ...here, sv: 2 }, NOON)).not.toBeNull()
  })
})

describe('second factors that were lost', () => {
  it('are taken away by an admin: signed out everywhere, and set up anew before anything else', async () => {
    const boss = await admin()
    const user = await makeUser()
    await db.oneTimeCode.create({ data: { userId: user.id, secret: 'v1.x', confirmedAt: NOON } })
    await db.recoveryCode.create({ data: { userId: user.id, codeHash: 'x' } })
    await db.passkey.create({ data: { id: 'x', userId: user.id, publicKey: new Uint8Array([1]), name: 'Laptop' } })
    const before = await signIn({ email: user.email, password: FACTORY_PASSWORD }, from, NOON)
    expect(await resetFactors(boss.actor, { id: user.id }, NOON)).toEqual({ ok: true, value: { had: 2 } })
    expect([await db.oneTimeCode.count(), await db.recoveryCode.count(), await db.passkey.count()]).toEqual([0, 0, 0])
    expect(before.ok && (await findSession(before.value, NOON))).toBeNull()
    const after = await signIn({ email: user.email, password: FACTORY_PASSWORD }, from, later(1))
    expect(after.ok && (await findSession(after.value, later(1)))?.standing).toBe('set-up')
    expect(mailsTo(user.email).at(-1)).toContain('second factors')
    expect(await db.auditEvent.findFirst({ where: { kind: 'user.factors-reset' } })).toMatchObject({ actorId: boss.id, entityId: user.id })
  })
})

describe('duties', () => {
  it('are given and taken at once, without signing anybody out, and stay when they are not said', async () => {
    const boss = await admin()
    const user = await makeUser({ role: 'author' })
    const entered = await signIn({ email: user.email, password: FACTORY_PASSWORD }, from, NOON)
    if (!entered.ok) throw new Error(saying(entered))
    const change = { id: user.id, name: user.name, role: 'author', active: true } as const
    const dutiesNow = async () => (await findLiveSession(entered.value, NOON))?.person.duties
    expect(await changeUser(boss.actor, { ...change, duties: ['sub', 'tag-editor'] }, NOON)).toMatchObject({
      value: { changed: ['duties'] },
    })
    expect(await dutiesNow()).toEqual(['sub', 'tag-editor'])
    expect(await changeUser(boss.actor, { ...change, duties: ['tag-editor', 'sub'] }, NOON)).toMatchObject({ value: { changed: [] } })
    expect(await changeUser(boss.actor, change, NOON)).toMatchObject({ value: { changed: [] } })
    expect(await changeUser(boss.actor, { ...change, duties: [] }, NOON)).toMatchObject({ value: { changed: ['duties'] } })
    expect(await dutiesNow()).toEqual([])
  })
})
