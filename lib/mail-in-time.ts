/** Mail that somebody waits for: what they did is stored already, and they learn whom the mail has not reached. */
import { log } from './log'
import { canSendMail, type Message, sendMail } from './mail'

/** Longer than this nobody waits. */
const PATIENCE_MILLISECONDS = 5_000

type Recipient = { name: string; email: string }

/**
 * Sends the same mail to each of these people. Gives back the names of those it has not reached by now. Without a mail
 * transport nobody is expected to get any. `about` is for the log.
 */
export async function mailInTime(people: readonly Recipient[], mail: Omit<Message, 'to'>, about: string): Promise<string[]> {
  if (people.length === 0 || !canSendMail()) return []
  const reached = await Promise.all(people.map(({ email }) => reaches({ to: email, ...mail }, about)))
  return people.filter((_, index) => !reached[index]).map(({ name }) => name)
}

async function reaches(message: Message, about: string): Promise<boolean> {
  const sent = sendMail(message).then(
    () => true,
    (error: unknown) => {
      log.error('a mail was not sent', { about, error: String(error) })
      return false
    },
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MILLISECONDS)
  })
  return Promise.race([sent, late]).finally(() => clearTimeout(timer))
}
