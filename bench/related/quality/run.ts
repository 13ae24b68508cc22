/**
 * How good related lists are, by judgements made before the engine was asked:
 * `node --conditions=react-server --import tsx bench/related/quality/run.ts [--second] [--final] [--poor] [--settings='{"leastShare": 0.5}']`
 * (bench/README.md). The part to tune with unless `--final`; `--second`: the set of others; `--poor` names the links that do not belong.
 */
import { inProcess, openServer, withDatabase } from '../database'
import { table } from '../measure'
import type { Lists, Way } from './ask'
import { type Quality, qualityOf } from './score'
import { type Part, readJudgements, readOriginals } from './set'

const part: Part = process.argv.includes('--final') ? 'final' : 'tune'
// Also for the process that loads the stories.
if (process.argv.includes('--second')) process.env.QUALITY_SET = 'second'
const settings = process.argv.find((one) => one.startsWith('--settings='))?.slice('--settings='.length)
const percent = (share: number): string => `${Math.round(share * 100)} %`

function report(qualities: readonly (readonly [string, Quality])[]): string {
  const rows = qualities.map(([way, one]) => [way, one.ndcg.toFixed(3), percent(one.sound), percent(one.fill), String(one.poor.length)])
  const lists = qualities[0]?.[1].lists ?? 0
  return `${part}: ${lists} lists judged\n${table(['way', 'nDCG@5', 'every link reasonable', 'places filled', 'links that do not belong'], rows)}\n`
}

const server = await openServer()
try {
  const lists = await withDatabase(server, 'quality', (env) =>
    inProcess<Lists>(new URL('./ask.ts', import.meta.url), env, ...(settings ? [settings] : [])),
  )
  const judgements = readJudgements().filter((judgement) => judgement.part === part)
  const original = readOriginals()
  const qualities = (Object.keys(lists) as Way[]).map(
    (way) => [way, qualityOf(judgements, (story) => lists[way][story] ?? [], original)] as const,
  )
  process.stdout.write(report(qualities))
  if (process.argv.includes('--poor')) process.stdout.write(`${qualities[0]?.[1].poor.join('\n')}\n`)
} finally {
  await server.close()
}
