/** What related news adds to the transactions of an editor: its own statements alone, in the order in which commands run them. */
import { db, Prisma, type Tx } from '../../lib/db'
import { summary, type Timing } from './measure'

export type TransactionCost = { publish: Timing; retag: Timing; withdraw: Timing }

type Filed = { number: number; rel_tags: number[]; rel_inherited: number[]; own: number[] }

/** Thrown to take everything back: each story is measured in the newsroom as it was. */
class TakenBack extends Error {}

const find = async (number: number): Promise<Filed | undefined> => {
  const rows = await db.$queryRaw<Filed[]>(Prisma.sql`
    select a.number, a.rel_tags, a.rel_inherited, array_agg(p.tag_id) as own from published_article a
    join published_article_tag p on p.article_number = a.number and p.own where a.number = ${number}::int group by a.number`)
  return rows[0]
}

const unfile = (tx: Tx, number: number) => tx.$queryRaw(Prisma.sql`select related_unfile(${number}::int)::text`)
const file = (tx: Tx, number: number) => tx.$queryRaw(Prisma.sql`select related_file(${number}::int)::text`)
const derive = (tx: Tx, own: readonly number[]) =>
  tx.$queryRaw(Prisma.sql`select inherited, rel_tags, rel_inherited from related_sets_of(${[...own]}::int[])`)
const hand = (tx: Tx, number: number) => tx.$queryRaw(Prisma.sql`select publish_pins(${[number]}::int[])::text`)

/** The row that says what a story relates by is written by any publication: not part of what is timed. */
const write = (tx: Tx, { number, rel_tags, rel_inherited }: Filed, without: number) =>
  tx.$executeRaw(
    Prisma.sql`update published_article set rel_tags = ${rel_tags.slice(without)}::int[], rel_inherited = ${rel_inherited}::int[] where number = ${number}::int`,
  )

async function timed(...acts: (() => Promise<unknown>)[]): Promise<number> {
  const start = performance.now()
  for (const act of acts) await act()
  return performance.now() - start
}

/** Withdraws a story, publishes it again and takes its rarest tag off, as far as related news is concerned. */
async function costOf(story: Filed): Promise<{ publish: number; retag: number; withdraw: number }> {
  const cost = { publish: 0, retag: 0, withdraw: 0 }
  const { number, own } = story
  await db
    .$transaction(async (tx) => {
      cost.withdraw = await timed(
        () => unfile(tx, number),
        () => hand(tx, number),
      )
      cost.publish = await timed(
        () => derive(tx, own),
        () => unfile(tx, number),
        () => file(tx, number),
        () => hand(tx, number),
      )
      cost.retag = await timed(
        () => derive(tx, own),
        () => unfile(tx, number),
      )
      await write(tx, story, 1)
      cost.retag += await timed(
        () => file(tx, number),
        () => hand(tx, number),
      )
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return cost
}

export async function transactionCost(numbers: readonly number[]): Promise<TransactionCost> {
  const costs: Awaited<ReturnType<typeof costOf>>[] = []
  for (const number of numbers) {
    const story = await find(number)
    if (story) costs.push(await costOf(story))
  }
  const of = (what: keyof TransactionCost) => summary(costs.map((cost) => cost[what]))
  return { publish: of('publish'), retag: of('retag'), withdraw: of('withdraw') }
}
