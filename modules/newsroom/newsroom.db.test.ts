import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { setReminder } from '@/modules/articles/commands/set-reminder'
import { draftArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { changeNewsroomSettings } from './commands'
import { getNewsroomSettings, openNewsroomSettings, readFeaturesInUse } from './queries'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')

describe('How the newsroom works', () => {
  it('is advice to have a second reader, and nothing shown, until an admin changes it', async () => {
    const { actor } = await makeUser({ role: 'admin' })
    expect(await getNewsroomSettings(actor)).toEqual({ version: 1, secondReader: 'advise', features: [] })
    expect(await readFeaturesInUse(actor)).toEqual(new Set())
    const wanted = { version: 1, secondReader: 'required', features: ['reminders', 'calendar'] } as const
    const changed = await changeNewsroomSettings(actor, { ...wanted, features: [...wanted.features] }, now)
    expect(changed).toEqual({ ok: true, value: { version: 2, changed: ['second reader required', 'calendar on', 'reminders on'] } })
    expect(await readFeaturesInUse(actor)).toEqual(new Set(['calendar', 'reminders']))
    expect(await db.auditEvent.findFirst({ where: { kind: 'newsroom.settings-changed' } })).toMatchObject({ actorId: actor.id })
    await expect(changeNewsroomSettings(actor, { version: 1, secondReader: 'off', features: [] }, now)).rejects.toBeInstanceOf(Conflict)
    expect(await getNewsroomSettings(actor)).toMatchObject({ version: 2, secondReader: 'required' })
  })

  it('is not for editors to change, nor to open', async () => {
    const { actor } = await makeUser()
    await expect(changeNewsroomSettings(actor, { version: 1, secondReader: 'off', features: [] }, now)).rejects.toBeInstanceOf(NotAllowed)
    await expect(openNewsroomSettings(actor)).rejects.toBeInstanceOf(NotAllowed)
  })

  it('shows what has been used once, without a switch', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle({ actor })
    await setReminder(actor, { id: story.id, version: 1, on: '2026-12-01', note: 'The plan is due.' }, now)
    expect(await readFeaturesInUse(actor)).toEqual(new Set(['reminders', 'calendar']))
    await db.user.update({ where: { id: actor.id }, data: { duties: ['sub'] } })
    expect((await readFeaturesInUse(actor)).has('duties')).toBe(true)
  })
})
