import 'server-only'
import { londonDay, londonTime } from '@/lib/dates'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { EmbargoInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import { nameCloser } from './set-people'
import type { Stepped } from './submit-for-review'

/**
 * Holds a story back until `until`: it cannot be published before, and only the people named on it may open it, the one who
 * sets the embargo always among them. Null lifts it. Throws NotFound, NotAllowed, Conflict for a live story.
 */
export async function setEmbargo(actor: Actor, input: EmbargoInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    const { until } = input
    permit(actor, 'article.close')
    await demandVersion(tx, actor, article, input.version, now)
    if (until !== null) await demandTransition(tx, actor, article, 'embargo')
    if (until !== null && until <= now) return refused({ field: 'time', message: 'Enter a time that is still to come' })
    const early = article.schedules.find((one) => one.act === 'publish' && until !== null && one.dueAt < until)
    if (early) {
      const when = `${londonTime(early.dueAt)} on ${londonDay(early.dueAt)}`
      return refused({ field: 'time', message: `It is published at ${when}, before this embargo ends. Move that time first` })
    }
    if (until !== null) await nameCloser(tx, actor, id)
    const version = await updateArticle(tx, article, now, { embargoUntil: until, embargoNote: until === null ? null : input.note || null })
    const entity = { type: 'article', id } as const
    if (until === null) await recordEvent(tx, actor, 'article.embargo-lifted', entity, { version })
    else await recordEvent(tx, actor, 'article.embargoed', entity, { version, until: until.toISOString() })
    return done({ id, version })
  })
}
