/** cms rebuild-related: works out the related postings of every live story again, while people go on publishing. */
import { systemActor } from '@/modules/access/actor'
import { rebuildPostings } from '@/modules/related/commands/rebuild-postings'
import { StartProblem } from '../../lib/start-problem.mjs'
import { readArguments } from '../command-line'

const USAGE = 'rebuild-related'

export async function run(args: string[]): Promise<{ output: { stories: number; changed: number; seconds: number } }> {
  readArguments(args, USAGE, { options: {} })
  const start = performance.now()
  const onProgress = (done: number, total: number): void =>
    void process.stderr.write(`${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} stories\n`)
  const outcome = await rebuildPostings(systemActor('Command line', 'cms rebuild-related'), { onProgress }, new Date())
  if (!outcome.ok) throw new StartProblem(`${outcome.problems.map(({ message }) => message).join('. ')}.`)
  return { output: { ...outcome.value, seconds: Math.round((performance.now() - start) / 100) / 10 } }
}
