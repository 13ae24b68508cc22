/** cms check-copy FILE.json: what the house style finds in a story, in the order of its text. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { plainText } from '@/modules/articles/body'
import { checkCopy, type Finding } from '@/modules/style/check-copy'
import { type RuleText, readRule } from '@/modules/style/rules'
import { readArguments } from '../command-line'
import { oneFile, storyInFile } from '../story-file'

const USAGE = 'check-copy FILE.json'

export async function run(args: string[]): Promise<{ output: Finding[] }> {
  const { positionals } = readArguments(args, USAGE, { allowPositionals: true })
  const { headline, standfirst, body, date } = storyInFile(oneFile(positionals, USAGE))
  const rows = parse(readFileSync(new URL('../../prisma/reference/house-style.csv', import.meta.url)), {
    columns: true,
    bom: true,
  }) as RuleText[]
  return { output: checkCopy(rows.map(readRule), { headline, standfirst, paragraphs: plainText(body).split('\n'), date }) }
}
