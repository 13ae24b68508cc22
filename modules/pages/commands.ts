import 'server-only'
import { db } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome } from '@/lib/errors'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { EditSitePageInput } from './schema'

const stored = { title: true, body: true, version: true, updatedAt: true, updatedBy: true } as const

/**
 * Changes About, Contact or Privacy; readers see it at once. Throws NotAllowed, NotFound, and Conflict when the page
 * was saved by somebody else since `input.version` was read (`current` carries what is stored).
 */
export async function editSitePage(actor: Actor, input: EditSitePageInput, now: Date): Promise<Outcome<{ version: number }>> {
  return db.$transaction(async (tx) => {
    permit(actor, 'page.edit')
    const version = input.version + 1
    const written = await tx.sitePage.updateMany({
      where: { key: input.key, version: input.version },
      data: { title: input.title, body: input.body, version, updatedAt: now, updatedBy: actor.name },
    })
    if (written.count === 0) {
      const current = await tx.sitePage.findUnique({ where: { key: input.key }, select: stored })
      if (!current) throw new NotFound('There is no such page. Load the reference data first.')
      throw new Conflict(
        `${current.updatedBy || 'Somebody'} saved this page since you opened it. Open it again to see the changes.`,
        current,
      )
    }
    await recordEvent(tx, actor, 'page.changed', { type: 'page', id: input.key }, { version, key: input.key })
    await expirePages(tx, [pageTag.page(input.key)])
    return done({ version })
  })
}
