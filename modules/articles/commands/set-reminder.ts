import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { ReminderInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import type { Stepped } from './submit-for-review'

/**
 * "Look at this again on …": from that London day on the story stands on the desk. Null takes the reminder away, which is
 * also how it is done with. Throws NotFound, NotAllowed, Conflict.
 */
export async function setReminder(actor: Actor, input: ReminderInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    const { on, note = '' } = input
    permitEdit(actor, article)
    await demandVersion(tx, actor, article, input.version, now)
    await demandTransition(tx, actor, article, 'remind')
    if (on !== null && on < londonIsoDay(now)) return refused({ field: 'on', message: 'Enter today or a day that is still to come' })
    const reminder =
      on === null
        ? { remindOn: null, remindNote: null, remindByName: null }
        : { remindOn: new Date(`${on}T00:00:00Z`), remindNote: note || null, remindByName: actor.name }
    const version = await updateArticle(tx, article, now, reminder)
    await recordEvent(tx, actor, 'article.reminder-set', { type: 'article', id }, { version, on, note: on === null ? '' : note })
    return done({ id, version })
  })
}
