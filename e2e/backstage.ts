/**
 * Makes what a journey needs, in the newsroom the browser looks at: a process of its own beside Playwright, because
 * the product's commands are server code (react-server). Started by e2e/fixtures.ts, one per worker; asked over IPC.
 * Nothing of it is in the product: a session is made by the product's own sign-in and its own secret.
 */
import { randomInt } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { db } from '@/lib/db'
import { readEnv } from '@/lib/env'
import type { Outcome } from '@/lib/errors'
import { openNewsroom } from '@/lib/open-newsroom'
import { type Role, systemActor } from '@/modules/access/actor'
import { changeSlug } from '@/modules/articles/commands/change-slug'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { setLegallySensitive } from '@/modules/articles/commands/set-legally-sensitive'
import type { StoryInput } from '@/modules/articles/schema'
import { signIn } from '@/modules/auth/commands/sign-in'
import { sessionCookieName } from '@/modules/auth/session-rules'
import { publishCorrection } from '@/modules/corrections/commands/publish-correction'
import { createPreviewLink } from '@/modules/sharing/commands/create-preview-link'
import { revokePreviewLink } from '@/modules/sharing/commands/revoke-preview-link'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makePicture } from '@/prisma/factories/picture'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'

/** The session cookie of a new user with this role, and who that is. */
async function session(role: Role): Promise<{ user: Awaited<ReturnType<typeof makeUser>>; cookie: { name: string; value: string } }> {
  const user = await makeUser({ role })
  // An address of its own each time: many workers must not look like one guessing machine.
  const peer = `198.51.${randomInt(256)}.${randomInt(256)}`
  const signedIn = await signIn({ email: user.email, password: user.password }, { peer, userAgent: 'end-to-end test' }, new Date())
  if (!signedIn.ok) throw new Error(`The sign-in of a test user was refused: ${signedIn.problems[0]?.message}`)
  const { sub, sid, sv } = signedIn.value
  const { publicUrl, AUTH_SECRET } = readEnv()
  const value = await encode({ token: { sub, sid, sv }, secret: AUTH_SECRET ?? '' })
  return { user, cookie: { name: sessionCookieName(publicUrl), value } }
}

/** One row of SQL's answers, for what no page shows. */
async function query(sql: string): Promise<Record<string, unknown>[]> {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

type Made = Awaited<ReturnType<typeof draftArticle>>
const tester = systemActor('End-to-end test', 'made by a journey')

function worked<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(outcome.problems.map((problem) => `${problem.field}: ${problem.message}`).join('; '))
}

/** Saves new words without publishing them. */
async function save({ story, changes }: { story: Made; changes: Partial<StoryInput> }): Promise<Made> {
  const input = { ...story.input, slug: story.slug, ...changes }
  const { version } = worked(await saveDraft(tester, { id: story.id, version: story.version, ...input }, new Date()))
  return { ...story, version, input, headline: input.headline }
}

/** Publishes the saved words of a live story again. */
async function republish({ story, change, note }: { story: Made; change: 'minor' | 'told'; note?: string }): Promise<Made> {
  const { version } = worked(
    await publishArticle(tester, { id: story.id, version: story.version, change, ...(note ? { note } : {}) }, new Date()),
  )
  return { ...story, version }
}

/** A preview link to the newest words of a story. */
async function previewLink({ story, label = 'the lawyer' }: { story: Made; label?: string }): Promise<{ id: string; token: string }> {
  const { id, url } = worked(await createPreviewLink(tester, { articleId: story.id, label, shows: 'latest', hours: 1 }, new Date()))
  return { id, token: url.split('/').at(-1) ?? '' }
}

async function revokeLink({ id }: { id: string }): Promise<void> {
  worked(await revokePreviewLink(tester, { linkId: id }, new Date()))
}

type Correction = { kind?: 'correction' | 'clarification' | 'apology'; place?: 'top' | 'foot'; wording: string }

/** Tells readers what was wrong in a live story. */
async function correct({ story, kind = 'correction', place = 'top', wording }: Correction & { story: Made }): Promise<Made> {
  const judged = { seriousness: 'significant', sat: 'headline', words: 'live' } as const
  const input = { articleId: story.id, version: story.version, correctionId: null, kind, place, wording, ...judged }
  const { version } = worked(await publishCorrection(tester, input, new Date()))
  return { ...story, version }
}

/** Marks a story as legally sensitive. */
async function markLegal({ story }: { story: Made }): Promise<Made> {
  const input = { id: story.id, version: story.version, on: true, reason: 'A trial' }
  return { ...story, version: worked(await setLegallySensitive(tester, input, new Date())).version }
}

/** Gives a story another address. */
async function move({ story, slug }: { story: Made; slug: string }): Promise<Made> {
  const { version } = worked(await changeSlug(tester, { id: story.id, version: story.version, slug }, new Date()))
  return { ...story, version, slug }
}

/** What a further server of this newsroom needs. */
const environment = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    ['DATABASE_URL', 'READER_DATABASE_URL', 'COUNTER_DATABASE_URL', 'AUTH_SECRET', 'DATA_DIR', 'MAIL_TRANSPORT'].map((name) => [
      name,
      process.env[name] ?? '',
    ]),
  )

const deeds = {
  environment,
  session,
  user: makeUser,
  tag: makeTag,
  picture: makePicture,
  draft: draftArticle,
  live: liveArticle,
  withdrawn: withdrawnArticle,
  save,
  republish,
  move,
  previewLink,
  revokeLink,
  correct,
  markLegal,
  query,
}

export type Deeds = typeof deeds
export type Request = { id: number; deed: keyof Deeds; argument: unknown }
export type Answer = { id: number; value?: unknown; error?: string }

const newsroom = await openNewsroom()
Object.assign(process.env, newsroom.environment)

process.on('message', async ({ id, deed, argument }: Request) => {
  try {
    const value = await (deeds[deed] as (argument: unknown) => Promise<unknown>)(argument)
    process.send?.({ id, value } satisfies Answer)
  } catch (error) {
    process.send?.({ id, error: (error as Error).message } satisfies Answer)
  }
})
process.on('disconnect', async () => {
  await db.$disconnect()
  await newsroom.close()
  process.exit(0)
})
process.send?.({ id: 0 } satisfies Answer)
