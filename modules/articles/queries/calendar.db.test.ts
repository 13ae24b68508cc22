import { beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { scheduleStory } from '../commands/schedule-story'
import { setEmbargo } from '../commands/set-embargo'
import { setReminder } from '../commands/set-reminder'
import { lastPlannedDay, readCalendar, readTroubles } from './calendar'

beforeEach(emptyDatabase)

const now = new Date()
const days = { from: '2998-12-28', to: '2999-01-31' }

describe('The calendar', () => {
  it('holds times, ends of embargoes and reminders by London’s days, in order, of stories one may open', async () => {
    const [ben, ada] = [await makeUser({ name: 'Ben' }), await makeUser({ role: 'admin', name: 'Ada' })]
    const one = await draftArticle({ headline: 'One' })
    const two = await draftArticle({ headline: 'Two' })
    const at = new Date('2999-01-01T09:00:00Z')
    await setReminder(ben.actor, { id: one.id, version: 1, on: '2998-12-31', note: 'The plan is due.' }, now)
    await scheduleStory(ben.actor, { id: one.id, version: 2, act: 'publish', at }, now)
    await setEmbargo(ben.actor, { id: two.id, version: 1, until: at, note: 'Agreed.' }, now)
    await scheduleStory(ben.actor, { id: two.id, version: 2, act: 'publish', at: new Date('2999-02-01T09:00:00Z') }, now)
    const seen = async (person: typeof ben) =>
      (await readCalendar(person.actor, days, now)).map(({ kind, headline, day, time }) => `${day} ${time} ${kind} ${headline}`)
    expect(await seen(ada)).toEqual(['2998-12-31 null reminder One', '2999-01-01 09:00 publish One'])
    expect(await seen(ben)).toEqual(['2998-12-31 null reminder One', '2999-01-01 09:00 publish One', '2999-01-01 09:00 embargo Two'])
    expect([await lastPlannedDay(ben.actor, now), await lastPlannedDay(ada.actor, now)]).toEqual(['2999-02-01', '2999-01-01'])
    const author = await makeUser({ role: 'author' })
    expect((await readCalendar(author.actor, days, now)).map((entry) => entry.mayMove)).toEqual([false, false])
    expect((await readCalendar(ada.actor, days, now)).map((entry) => entry.mayMove)).toEqual([false, true])
  })

  it('lists what failed and what nobody kept, with the reason', async () => {
    const { actor } = await makeUser()
    const [failed, late, soon] = [
      await draftArticle({ headline: 'Failed' }),
      await draftArticle({ headline: 'Late' }),
      await draftArticle(),
    ]
    for (const { id } of [failed, late, soon])
      await scheduleStory(actor, { id, version: 1, act: 'publish', at: new Date('2999-01-01T09:00:00Z') }, now)
    await db.schedule.updateMany({ where: { articleId: failed.id }, data: { state: 'failed', endedAt: now, failure: 'Enter a headline' } })
    await db.$executeRaw(
      Prisma.sql`update schedule set due_at = clock_timestamp() - interval '2 minutes' where article_id = ${late.id}::uuid`,
    )
    expect(await readTroubles(actor, now)).toMatchObject([
      { headline: 'Late', state: 'late', failure: null },
      { headline: 'Failed', state: 'failed', failure: 'Enter a headline' },
    ])
    expect((await readCalendar(actor, days, now)).map((entry) => entry.articleId)).toEqual([soon.id])
  })
})
