/**
 * Who may do what to whose story at which stage: role × act × own or another's × stage, each cell tried through the command
 * itself. The table below is written by hand; docs/permissions.md says who may, modules/workflow/transitions.ts what follows.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, type Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle, storyInput, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { type Duty, type Person, type Role, systemActor } from './access/actor'
import { approveStory } from './articles/commands/approve-story'
import { changeSlug } from './articles/commands/change-slug'
import { deleteDraft } from './articles/commands/delete-draft'
import { makeLiveAgain } from './articles/commands/make-live-again'
import { markReviewed } from './articles/commands/mark-reviewed'
import { publishArticle } from './articles/commands/publish-article'
import { retractStory } from './articles/commands/retract-story'
import { returnStory } from './articles/commands/return-story'
import { saveDraft } from './articles/commands/save-draft'
import { scheduleStory } from './articles/commands/schedule-story'
import { setEmbargo } from './articles/commands/set-embargo'
import { setPeople } from './articles/commands/set-people'
import { setReminder } from './articles/commands/set-reminder'
import { submitForReview } from './articles/commands/submit-for-review'
import { unscheduleStory } from './articles/commands/unschedule-story'
import { withdrawArticle } from './articles/commands/withdraw-article'
import { ACTS, type Act } from './workflow/transitions'

const STAGES = ['draft', 'in-review', 'approved', 'scheduled', 'live', 'unread', 'changed', 'withdrawn'] as const
type Stage = (typeof STAGES)[number]

/**
 * One letter a stage, in the order above. E: editors and admins. R: they, and authors whose duty is sub (who may review).
 * O: all who may edit it: authors their own, subs any. D: authors and subs their own, editors any. A dot: nobody.
 */
const TABLE: Record<Act, string> = {
  save: 'OOOOOOOO',
  submit: 'O..O..OO',
  approve: '.R......',
  return: '.RR.....',
  retract: '.OO.....',
  publish: 'EEEE....',
  republish: '....EEE.',
  'mark-reviewed': '.....R..',
  'schedule-publish': 'EEEEEEE.',
  'schedule-withdraw': '...EEEE.',
  unschedule: '...E....',
  withdraw: '....EEE.',
  'make-live-again': '.......E',
  embargo: 'EEEE...E',
  'name-people': 'EEEEEEEE',
  remind: 'OOOOOOOO',
  'change-slug': 'OOOOEEEE',
  delete: 'DDDD....',
}

const PEOPLE: [string, Role, Duty[]][] = [
  ['viewer', 'viewer', []],
  ['author', 'author', []],
  ['sub', 'author', ['sub']],
  ['editor', 'editor', []],
  ['admin', 'admin', []],
]

function mayDo(who: string, letter: string, own: boolean): boolean {
  if (letter === '.' || who === 'viewer') return false
  if (who === 'editor' || who === 'admin') return true
  if (letter === 'E') return false
  if (letter === 'R') return who === 'sub'
  return own || (letter === 'O' && who === 'sub')
}

const now = new Date()
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const newsroom = systemActor('Factory', 'made by a test')
type Story = { id: string; version: number }
const nextVersion = ({ id, version }: Story): Story => ({ id, version: version + 1 })

/** A story of nobody's at each stage. */
const make: Record<Stage, () => Promise<Story>> = {
  draft: () => draftArticle(),
  'in-review': async () => {
    const story = await draftArticle()
    await submitForReview(newsroom, { id: story.id, version: story.version }, now)
    return nextVersion(story)
  },
  approved: async () => {
    const story = await make['in-review']()
    await approveStory(newsroom, story, now)
    return nextVersion(story)
  },
  scheduled: async () => {
    const story = await draftArticle()
    await scheduleStory(newsroom, { id: story.id, version: story.version, act: 'publish', at: inHours(2) }, now)
    return nextVersion(story)
  },
  live: async () => {
    const { id, version } = await make.unread()
    await markReviewed(newsroom, { id, version }, now)
    return nextVersion({ id, version })
  },
  unread: () => liveArticle(),
  changed: async () => {
    const story = await make.live()
    await saveDraft(newsroom, { ...story, ...storyInput({ standfirst: 'Another sentence.' }) }, now)
    return nextVersion(story)
  },
  withdrawn: () => withdrawnArticle(),
}

let made = 0
const go: Record<Act, (actor: Person, story: Story) => Promise<Outcome<unknown>>> = {
  save: (actor, story) => {
    made += 1
    return saveDraft(actor, { ...story, ...storyInput({ standfirst: `Sentence ${made}.` }) }, now)
  },
  submit: (actor, story) => submitForReview(actor, story, now),
  approve: (actor, story) => approveStory(actor, story, now),
  return: (actor, story) => returnStory(actor, { ...story, note: 'Once more' }, now),
  retract: (actor, story) => retractStory(actor, story, now),
  publish: (actor, story) => publishArticle(actor, story, now),
  republish: (actor, story) => publishArticle(actor, { ...story, change: 'minor' }, now),
  'mark-reviewed': (actor, story) => markReviewed(actor, story, now),
  'schedule-publish': (actor, story) => scheduleStory(actor, { ...story, act: 'publish', at: inHours(3), change: 'minor' }, now),
  'schedule-withdraw': (actor, story) => scheduleStory(actor, { ...story, act: 'withdraw', at: inHours(9), reason: 'It is over' }, now),
  unschedule: (actor, story) => unscheduleStory(actor, { ...story, act: 'publish' }, now),
  withdraw: (actor, story) => withdrawArticle(actor, { ...story, reason: 'It was wrong' }, now),
  'make-live-again': (actor, story) => makeLiveAgain(actor, story, now),
  embargo: (actor, story) => setEmbargo(actor, { ...story, until: inHours(1) }, now),
  'name-people': (actor, story) => setPeople(actor, { ...story, sensitive: false, people: [] }, now),
  remind: (actor, story) => setReminder(actor, { ...story, on: '2999-01-01' }, now),
  'change-slug': (actor, story) => {
    made += 1
    return changeSlug(actor, { ...story, slug: `address-${made}` }, now)
  },
  delete: (actor, story) => deleteDraft(actor, story, now),
}

async function come(work: Promise<Outcome<unknown>>): Promise<'done' | 'not allowed' | 'refused'> {
  try {
    return (await work).ok ? 'done' : 'refused'
  } catch (error) {
    if (error instanceof NotAllowed) return 'not allowed'
    if (error instanceof Conflict) return 'refused'
    throw error
  }
}

const actors = new Map<string, Person>()
/** Stories that nothing was done to yet. */
const ready = new Map<Stage, Story>()

beforeAll(async () => {
  await emptyDatabase()
  for (const [name, role, duties] of PEOPLE) actors.set(name, { ...(await makeUser({ role, name })).actor, duties })
})

async function tryCell(actor: Person, act: Act, stage: Stage, own: boolean): Promise<string> {
  const story = ready.get(stage) ?? (await make[stage]())
  ready.delete(stage)
  const { id, version } = story
  await db.article.update({ where: { id }, data: { createdById: own ? actor.id : null } })
  // Who publishes a live story by the other verb means the other act.
  const isOtherVerb = act === 'publish' && ['live', 'unread', 'changed'].includes(stage)
  const isFirst = act === 'republish' && !['live', 'unread', 'changed', 'withdrawn'].includes(stage)
  const came = isOtherVerb || isFirst ? 'refused' : await come(go[act](actor, { id, version }))
  if (came !== 'done') ready.set(stage, story)
  return came
}

const cells = ACTS.flatMap((act) => PEOPLE.map(([who]) => [who, act] as const))

describe('Who may do what to whose story at which stage', () => {
  it.each(cells)('%s: %s', async (who, act) => {
    const actor = actors.get(who) as Person
    const wrong: string[] = []
    for (const [at, stage] of STAGES.entries()) {
      for (const own of [true, false]) {
        const letter = TABLE[act][at] as string
        const expected = mayDo(who, letter, own) ? ['done'] : letter === '.' ? ['refused', 'not allowed'] : ['not allowed']
        const came = await tryCell(actor, act, stage, own)
        if (!expected.includes(came)) wrong.push(`${stage}, ${own ? 'own' : 'another’s'}: ${came}, not ${expected.join(' or ')}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
