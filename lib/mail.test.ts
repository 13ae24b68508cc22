import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'throughline-mail-'))

/** The settings are read once a process: each test has its own. */
async function mailWith(settings: Record<string, string>) {
  vi.resetModules()
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  return import('./mail')
}

const files = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.eml'))
const asFiles = () => mailWith({ MAIL_TRANSPORT: `file:${folder}`, PUBLIC_URL: 'https://news.example.org' })
const message = { to: 'sam@example.org', subject: 'The record stands still', text: 'Nobody has kept it for two minutes.\n' }

beforeEach(() => {
  for (const name of files()) rmSync(join(folder, name))
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(folder, { recursive: true }))

describe('Mail as files', () => {
  it('is one whole message to a file that only this user can read', async () => {
    const { sendMail, mailTransportWords } = await asFiles()
    await sendMail(message)
    await sendMail({ ...message, to: 'kim@example.org' })
    expect(files()).toHaveLength(2)
    const [first = ''] = files().sort()
    expect(statSync(join(folder, first)).mode & 0o777).toBe(0o600)
    const eml = readFileSync(join(folder, first), 'utf8')
    expect(eml).toMatch(
      /^From: Throughline <throughline@news\.example\.org>\r\nTo: sam@example\.org\r\nSubject: The record stands still\r\n/m,
    )
    expect(eml).toContain('\r\n\r\nNobody has kept it for two minutes.')
    expect(mailTransportWords()).toBe(`files in ${folder}`)
  })

  it('is never found half written by whoever collects it', async () => {
    const { sendMail } = await asFiles()
    const text = `${'Nobody has kept it for two minutes.\n'.repeat(40_000)}The end.`
    let sent = false
    const sending = Promise.all([1, 2, 3].map(() => sendMail({ ...message, text }))).finally(() => {
      sent = true
    })
    while (!sent) {
      for (const name of files()) expect(readFileSync(join(folder, name), 'utf8').trimEnd().endsWith('The end.')).toBe(true)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await sending
    expect(readdirSync(folder)).toHaveLength(3)
  })

  it('says who it is from by MAIL_FROM', async () => {
    const { sendMail } = await mailWith({ MAIL_TRANSPORT: `file:${folder}`, MAIL_FROM: 'desk@example.org' })
    await sendMail(message)
    expect(readFileSync(join(folder, files()[0] ?? ''), 'utf8')).toContain('From: Throughline <desk@example.org>')
  })

  it.each([
    'sam@example.org, kim@example.org',
    'sam@example.org;kim@example.org',
    'sam@example.org\r\nBcc: kim@example.org',
    'Sam <sam@example.org>',
    '"sam kim"@example.org',
    'list:sam@example.org,kim@example.org;',
    'sam(kim@example.org)@example.org',
    'sam@example.org(comment)',
    'sam@[127.0.0.1]',
    'sam＠evil.example@example.org',
    'sam@exam ple.org',
    'sam',
    '',
    `${'s'.repeat(250)}@example.org`,
  ])('is not sent to %j', async (to) => {
    const { sendMail } = await asFiles()
    await expect(sendMail({ ...message, to })).rejects.toThrow('one plain address')
    expect(files()).toEqual([])
  })

  it('evens out a full-width sign before it looks', async () => {
    const { plainAddress } = await asFiles()
    expect(plainAddress(' sam＠example.org ')).toBe('sam@example.org')
  })

  it.each(['Two\r\nBcc: kim@example.org', 'Two\nlines', 'A\u0000B', 'A\u2028B', '', 'x'.repeat(201)])(
    'refuses the subject %j',
    async (subject) => {
      const { sendMail } = await asFiles()
      await expect(sendMail({ ...message, subject })).rejects.toThrow('one line')
      expect(files()).toEqual([])
    },
  )

  it('keeps what looks like a header or an end of message in the text', async () => {
    const { sendMail } = await asFiles()
    await sendMail({ ...message, text: 'Bcc: kim@example.org\r\n.\r\nQUIT\r\nTo: kim@example.org' })
    const [head = '', body = ''] = readFileSync(join(folder, files()[0] ?? ''), 'utf8').split('\r\n\r\n', 2)
    expect(head).not.toContain('kim@example.org')
    expect(body).toContain('Bcc: kim@example.org')
  })

  it('fails in words without a transport', async () => {
    const { sendMail, canSendMail } = await mailWith({ MAIL_TRANSPORT: '' })
    expect(canSendMail()).toBe(false)
    await expect(sendMail(message)).rejects.toThrow('MAIL_TRANSPORT is not set')
  })
})

describe('Mail by SMTP', () => {
  type Received = { from: string; to: string[]; data: string }

  async function withServer(work: (port: number, received: Received[]) => Promise<void>): Promise<void> {
    const received: Received[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (auth, _, done) =>
        auth.username === 'sam' && auth.password === 'a b' ? done(null, { user: 'sam' }) : done(new Error('wrong')),
      onRcptTo: (address, _, done) => done(address.address.startsWith('nobody') ? new Error('no such box') : null),
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope
          received.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            data: Buffer.concat(parts).toString('utf8'),
          })
          done()
        })
      },
    })
    server.on('error', () => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      await work((server.server.address() as AddressInfo).port, received)
    } finally {
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
  }

  it('reaches a real server, signed in, with one recipient', () =>
    withServer(async (port, received) => {
      const { sendMail, mailTransportWords } = await mailWith({
        MAIL_TRANSPORT: `smtp://sam:a%20b@127.0.0.1:${port}`,
        MAIL_FROM: 'desk@example.org',
      })
      await sendMail({ ...message, subject: 'Déjà vu: the record' })
      expect(received).toMatchObject([{ from: 'desk@example.org', to: ['sam@example.org'] }])
      expect(received[0]?.data).toMatch(/Subject: =\?UTF-8\?/)
      expect(mailTransportWords()).toBe(`smtp, 127.0.0.1:${port}`)
    }))

  it('throws when the server refuses the recipient, or is not there', () =>
    withServer(async (port) => {
      const { sendMail } = await mailWith({ MAIL_TRANSPORT: `smtp://127.0.0.1:${port}` })
      await expect(sendMail({ ...message, to: 'nobody@example.org' })).rejects.toThrow()
      const away = await mailWith({ MAIL_TRANSPORT: 'smtp://127.0.0.1:1' })
      await expect(away.sendMail(message)).rejects.toThrow()
    }))
})
