import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import { type Actor, systemActor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { loadArticle } from '@/modules/articles/commands/change-story'
import { createIn } from '@/modules/articles/commands/create-article'
import { makeLiveForForecast } from '@/modules/articles/commands/make-live-again'
import { publishForForecast } from '@/modules/articles/commands/publish-article'
import { saveWords } from '@/modules/articles/commands/save-draft'
import { withdrawIn } from '@/modules/articles/commands/withdraw-article'
import type { StoryInput } from '@/modules/articles/schema'
import type { Forecast } from '../forecast'
import { concernedBy } from './find-concerned'
import { runForecast } from './run-forecast'

/** The product tries it out; whoever asks needs to be allowed to read only, since nothing comes of it. */
const trial = systemActor('Throughline', 'a forecast, taken back')

export type ForecastPublicationInput = { id: string | null; story: StoryInput | null }

/**
 * What publishing a story would do to the related lists of live stories: of a new story (`id` null), of a stored one with
 * these words (`story`) or as it is saved. Refused with what keeps it from being published. Throws NotFound, NotAllowed.
 */
export async function forecastPublication(actor: Actor, { id, story }: ForecastPublicationInput, now: Date): Promise<Outcome<Forecast>> {
  permit(actor, 'article.read')
  let changed = id
  return runForecast(
    {
      number: async (tx) => numberOf(tx, changed),
      concerned: (tx, inStep) => concerned(tx, changed, inStep, now),
      change: async (tx) => {
        // The trial may open anything; whoever asks may not.
        if (id !== null) await loadArticle(tx, actor, id)
        const saved = await saveFor(tx, id, story, now)
        if (!saved.ok) return saved
        changed = saved.value
        return publish(tx, saved.value, now)
      },
    },
    now,
  )
}

/** What withdrawing a live story would do. Throws NotFound, NotAllowed, Conflict when it is not live. */
export async function forecastWithdrawal(actor: Actor, { id }: { id: string }, now: Date): Promise<Outcome<Forecast>> {
  permit(actor, 'article.read')
  return runForecast(
    {
      number: (tx) => numberOf(tx, id),
      concerned: (tx, inStep) => concerned(tx, id, inStep, now),
      change: async (tx) => {
        const { version } = await loadArticle(tx, actor, id)
        return withdrawIn(tx, trial, { id, version, reason: 'A forecast' }, now)
      },
    },
    now,
  )
}

/**
 * The story's id, with these words saved in it. Without the address asked for, which no list depends on: the trial may open
 * anything, and a refusal would say which story has it, also one that is closed to whoever asks.
 */
async function saveFor(tx: Tx, id: string | null, words: StoryInput | null, now: Date): Promise<Outcome<string>> {
  const story = words && { ...words, slug: null }
  if (id === null) {
    if (!story) throw new Error('a forecast of a new story needs its words')
    const created = await createIn(tx, trial, story, now)
    return created.ok ? done(created.value.id) : created
  }
  if (story) {
    const article = await loadArticle(tx, trial, id)
    const saved = await saveWords(tx, trial, article, { version: article.version, story }, now)
    if (!saved.ok) return saved
  }
  return done(id)
}

async function publish(tx: Tx, id: string, now: Date): Promise<Outcome<unknown>> {
  const { version, state } = await loadArticle(tx, trial, id)
  if (state === 'withdrawn') return makeLiveForForecast(tx, trial, { id, version }, now)
  return publishForForecast(tx, trial, state === 'live' ? { id, version, change: 'minor' } : { id, version }, now)
}

async function numberOf(tx: Tx, id: string | null): Promise<number | null> {
  if (id === null) return null
  const rows = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`select number from article where id = ${id}::uuid`)
  return rows[0]?.number ?? null
}

async function concerned(tx: Tx, id: string | null, inStep: boolean, now: Date): Promise<number[]> {
  const number = await numberOf(tx, id)
  return number === null ? [] : concernedBy(tx, number, inStep, now)
}
