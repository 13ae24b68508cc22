/** cms check-copy FILE.json: what the house style and the inspection record say of a story, in the order of its text. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { systemActor } from '@/modules/access/actor'
import { plainText } from '@/modules/articles/body'
import { checkStory } from '@/modules/inspections/check-story'
import { readRecord } from '@/modules/inspections/queries'
import type { Finding } from '@/modules/style/check-copy'
import { type RuleText, readRule } from '@/modules/style/rules'
import { listTagsForPicker } from '@/modules/tags/queries'
import { suggester } from '@/modules/tags/suggest'
import { readArguments } from '../command-line'
import { oneFile, storyInFile } from '../story-file'

const USAGE = 'check-copy FILE.json'
const RULES = new URL('../../prisma/reference/house-style.csv', import.meta.url)
const actor = systemActor('Command line', 'checking copy')

export async function run(args: string[]): Promise<{ output: Finding[] }> {
  const { positionals } = readArguments(args, USAGE, { allowPositionals: true })
  const { headline, standfirst, body, date } = storyInFile(oneFile(positionals, USAGE))
  const rules = (parse(readFileSync(RULES), { columns: true, bom: true }) as RuleText[]).map(readRule)
  const suggest = suggester(await listTagsForPicker(actor))
  const copy = { headline, standfirst, paragraphs: plainText(body).split('\n'), date }
  return { output: checkStory(copy, { rules, suggest, ...(await readRecord(actor)) }, new Date()) }
}
