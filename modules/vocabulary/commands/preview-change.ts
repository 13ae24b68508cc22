import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import type { Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { concernedByTags } from '@/modules/related/commands/find-concerned'
import { runForecast } from '@/modules/related/commands/run-forecast'
import { resolveSlugs } from '@/modules/tags/queries/resolve-slugs'
import type { MergeInput, RenameInput, RetireInput, SplitInput } from '../schema'
import type { Effect, Preview } from '../views'
import { OPERATION_LIMITS } from './carry-out'
import { mergeIn } from './merge-tags'
import { renameIn } from './rename-tag'
import { retireIn } from './retire-tag'
import { splitIn } from './split-tag'

/**
 * What merging two tags would do: stories, addresses, names, and which related lists change and how. The merge is run and
 * taken back. Refused with the merge's own problems; throws NotFound, NotAllowed, Conflict.
 */
export async function previewMerge(actor: Actor, input: MergeInput, now: Date): Promise<Outcome<Preview>> {
  return preview(actor, { ids: [input.id], slugs: [input.intoSlug] }, (tx) => mergeIn(tx, actor, input, { trial: true }, now), now)
}

/** What another label or address would do. No related list rests on names. */
export async function previewRename(actor: Actor, input: RenameInput, now: Date): Promise<Outcome<Preview>> {
  return withoutLists((tx) => renameIn(tx, actor, input, { trial: true }, now))
}

/** What taking a tag out of use would do. Stories keep it, and so do lists. */
export async function previewRetire(actor: Actor, input: RetireInput, now: Date): Promise<Outcome<Preview>> {
  return withoutLists((tx) => retireIn(tx, actor, input, { trial: true }, now))
}

/** What giving chosen stories another tag would do, related lists included. */
export async function previewSplit(actor: Actor, input: SplitInput, now: Date): Promise<Outcome<Preview>> {
  return preview(actor, { ids: [input.id], slugs: [input.toSlug] }, (tx) => splitIn(tx, actor, input, { trial: true }, now), now)
}

/** Somebody sits before it: a few seconds' work. Of a tag with more stories the newest are asked, and the answer says so. */
const LISTS_LOOKED_AT = 600

type Touched = { ids: readonly number[]; slugs: readonly string[] }
type Tried = Outcome<{ effect: Effect }>

/** Runs a change and takes it back. */
async function preview(actor: Actor, touched: Touched, change: (tx: Tx) => Promise<Tried>, now: Date): Promise<Outcome<Preview>> {
  permit(actor, 'tag.edit')
  let effect: Effect | null = null
  const forecast = await runForecast(
    {
      number: async () => null,
      concerned: async (tx) => concernedByTags(tx, await withBroader(tx, touched)),
      change: async (tx) => {
        const tried = await change(tx)
        if (tried.ok) effect = tried.value.effect
        return tried
      },
      atMost: LISTS_LOOKED_AT,
      says: 'a tag and all its stories',
    },
    now,
  )
  if (!forecast.ok) return forecast
  if (!effect) throw new Error('a change was previewed without an effect')
  return { ok: true, value: { effect, lists: forecast.value } }
}

/** The tags that change, what is right below them, and all that is broader: stories inherit through them. */
async function withBroader(tx: Tx, { ids, slugs }: Touched): Promise<number[]> {
  const named = [...(await resolveSlugs(tx, slugs)).values()].map((tag) => tag.id)
  const all = [...ids, ...named]
  const rows = await tx.$queryRaw<{ id: number }[]>(Prisma.sql`
    select unnest(tags_and_broader(${all}::int[])) as id union select id from tag where broader_id = any (${all}::int[])`)
  return rows.map((row) => row.id)
}

/** Thrown to take everything back; it carries nothing, what was seen is kept outside. */
class TakenBack extends Error {}

async function withoutLists(change: (tx: Tx) => Promise<Tried>): Promise<Outcome<Preview>> {
  let tried: Tried | null = null
  try {
    await db.$transaction(async (tx) => {
      tried = await change(tx)
      throw new TakenBack()
    }, OPERATION_LIMITS)
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
  const seen = tried as Tried | null
  if (!seen) throw new Error('a change was previewed without an answer')
  return seen.ok ? { ok: true, value: { effect: seen.value.effect, lists: null } } : seen
}
