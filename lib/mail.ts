/**
 * Sends mail by MAIL_TRANSPORT: smtp(s)://… or file:DIR, one .eml file for each message. Plain text, one recipient to a
 * message, and nothing that was typed ever becomes a header by itself.
 */
import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import nodemailer from 'nodemailer'
import { env } from './env'
import { makeFolder } from './make-folder'

export type Message = {
  /** One plain address: no name, no list. */
  to: string
  /** One line. */
  subject: string
  text: string
}

const ADDRESS_MAX_CHARACTERS = 254
const SUBJECT_MAX_CHARACTERS = 200
/** What every mail server takes, and no more: no quoting, no comments, no groups, no lists. */
const PLAIN_ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i
const TIMEOUT_MS = 20_000

/** The address as it is sent to, or null when it is not one plain address. Look-alike signs are evened out first. */
export function plainAddress(typed: string): string | null {
  const address = typed.normalize('NFKC').trim()
  return address.length <= ADDRESS_MAX_CHARACTERS && PLAIN_ADDRESS.test(address) ? address : null
}

/** Whether this server can send mail at all. */
export const canSendMail = (): boolean => env().MAIL_TRANSPORT !== undefined

/** How mail goes, for people: "smtp, mail.example.org" or "files in /srv/mail". Never a password. */
export function mailTransportWords(): string {
  const transport = env().MAIL_TRANSPORT
  if (transport === undefined) return 'none: set MAIL_TRANSPORT'
  return transport.startsWith('file:') ? `files in ${folderOf(transport)}` : `${transport.split(':')[0]}, ${new URL(transport).host}`
}

/** Hands one message over. Throws when the address or subject cannot be used, when there is no transport, and when it fails. */
export async function sendMail({ to, subject, text }: Message): Promise<void> {
  const transport = env().MAIL_TRANSPORT
  if (transport === undefined) throw new Error('MAIL_TRANSPORT is not set: no mail can be sent')
  const recipient = plainAddress(to)
  if (recipient === null) throw new Error('the recipient is not one plain address')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (subject === '' || subject.length > SUBJECT_MAX_CHARACTERS || /[\u0000-\u001f\u007f\u2028\u2029]/.test(subject))
    throw new Error('the subject is not one line')
  const message = { from: { name: 'Throughline', address: sender() }, to: { name: '', address: recipient }, subject, text }
  await (transport.startsWith('file:') ? writeMessage(folderOf(transport), message) : sendBySmtp(transport, message))
}

type Composed = { from: { name: string; address: string }; to: { name: string; address: string }; subject: string; text: string }

const folderOf = (transport: string): string => resolve(transport.slice('file:'.length).replace(/^\/\/(?=\/)/, ''))
const sender = (): string => env().MAIL_FROM ?? `throughline@${new URL(env().publicUrl).hostname.replace(/[^a-z0-9.-]/gi, '')}`

async function sendBySmtp(url: string, message: Composed): Promise<void> {
  const transport = nodemailer.createTransport(
    // Nothing is fetched or read from files, whatever a message says.
    {
      url,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  )
  try {
    await transport.sendMail(message)
  } finally {
    transport.close()
  }
}

/** One file, whole or not at all, in its name's order of time, for this user only: whoever collects the mail never finds half of one. */
async function writeMessage(folder: string, message: Composed): Promise<void> {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, disableFileAccess: true, disableUrlAccess: true })
  const { message: eml } = await composer.sendMail(message)
  makeFolder(folder)
  const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.eml`
  const part = join(folder, `.${name}.part`)
  try {
    await writeFile(part, eml as Buffer, { mode: 0o600, flag: 'wx', flush: true })
    await rename(part, join(folder, name))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
