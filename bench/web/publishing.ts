/** From a publication to the reader, on two servers: how soon, and whether anything old is ever shown or stored. */
import type { Newsroom, Served } from './processes'

const ROUNDS = 30
const RACES = Number(process.env.BENCH_RACES ?? 500)

export type Publishing = {
  rounds: number
  asked: number
  fresh: number
  /** Milliseconds. */
  nextRequest: number[]
  publication: number[]
  races: number
  staleShown: number
  staleStored: number
}

const ask = async (server: Served, slug: string): Promise<string> => (await fetch(`http://127.0.0.1:${server.port}/news/${slug}`)).text()

export async function measurePublishing(newsroom: Newsroom, servers: [Served, Served]): Promise<Publishing> {
  let [story, other] = await newsroom.do('related')
  const result: Publishing = {
    rounds: ROUNDS,
    asked: 0,
    fresh: 0,
    nextRequest: [],
    publication: [],
    races: RACES,
    staleShown: 0,
    staleStored: 0,
  }
  const publish = async (headline: string) => {
    const renamed = await newsroom.do('rename', { story, headline })
    story = renamed.story
    return renamed.milliseconds
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const server of servers) for (const { slug } of [story, other]) await ask(server, slug)
    result.publication.push(await publish(`Report on local services, round ${round}`))
    for (const { slug } of [story, other]) {
      const began = performance.now()
      const html = await ask(servers[1], slug)
      result.nextRequest.push(performance.now() - began)
      result.asked += 1
      if (html.includes(story.headline)) result.fresh += 1
    }
  }
  for (let round = 0; round < RACES; round += 1) {
    await publish(`Before the change of round ${round}`)
    const waiting = [0, 1, 2, 3].map((i) => ask(servers[i % 2] as Served, story.slug))
    await new Promise((settle) => setTimeout(settle, round % 10))
    await publish(`After the change of round ${round}`)
    const next = await Promise.all(servers.map((server) => ask(server, story.slug)))
    result.staleShown += next.filter((html) => !html.includes(`>${story.headline}<`)).length
    await Promise.all(waiting)
    const later = await Promise.all(servers.map((server) => ask(server, story.slug)))
    result.staleStored += later.filter((html) => !html.includes(`>${story.headline}<`)).length
  }
  return result
}
