/** cms check-copy FILE.json: what the house style and the inspection record say of a story, in the order of its text. */
import { db } from '@/lib/db'
import { systemActor } from '@/modules/access/actor'
import { plainText } from '@/modules/articles/body'
import { checkStory } from '@/modules/inspections/check-story'
import { readRecord } from '@/modules/inspections/queries'
import type { Finding } from '@/modules/style/check-copy'
import { readRulesInUse } from '@/modules/style/queries'
import { timedCheck } from '@/modules/style/timed-check'
import { readSuggester } from '@/modules/tags/queries/read-suggester'
import { readArguments } from '../command-line'
import { oneFile, storyInFile } from '../story-file'

const USAGE = 'check-copy FILE.json'
const actor = systemActor('Command line', 'checking copy')

export async function run(args: string[]): Promise<{ output: Finding[] }> {
  const { positionals } = readArguments(args, USAGE, { allowPositionals: true })
  const { headline, standfirst, body, date } = storyInFile(oneFile(positionals, USAGE))
  const [{ rules }, { suggest }, record] = await Promise.all([readRulesInUse(actor), readSuggester(db), readRecord(actor)])
  const copy = { headline, standfirst, paragraphs: plainText(body).split('\n'), date }
  return { output: checkStory(copy, { rules, hits: timedCheck(rules, copy).hits, suggest, ...record }, new Date()) }
}
