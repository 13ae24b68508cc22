import 'server-only'
import { log } from '@/lib/log'
import { canSendMail, sendMail } from '@/lib/mail'
import type { Mail } from '../mails'

/** How a link reached the person: by mail, or not, and then somebody has to hand it over. */
export type HandedOver = { sent: true; link: null } | { sent: false; link: string }

/** Sends a mail that holds `link`. Where that is not possible the link is given back, to be shown this once. Never throws. */
export async function sendOrShow(to: string, mail: Mail, link: string): Promise<HandedOver> {
  return (await sendQuietly(to, mail)) ? { sent: true, link: null } : { sent: false, link }
}

/** Sends a mail if mail can be sent. A fault is in the log, without the text. Gives whether it went out. */
export async function sendQuietly(to: string, mail: Mail): Promise<boolean> {
  if (!canSendMail()) return false
  try {
    await sendMail({ to, ...mail })
    return true
  } catch (error) {
    log.error('a mail could not be sent', { subject: mail.subject, error: (error as Error).message })
    return false
  }
}
