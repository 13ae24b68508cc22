/**
 * cms check-copy FILE.json [--plain]: what the house style and the inspection record say of a story, in the order of its
 * text; with --plain also notes on plain English, access and the reading age.
 */
import { db } from '@/lib/db'
import { systemActor } from '@/modules/access/actor'
import { linesOfBody, saidLines } from '@/modules/articles/body-lines'
import { picturesOf } from '@/modules/articles/pictures'
import { checkStory } from '@/modules/inspections/check-story'
import { readRecord } from '@/modules/inspections/queries'
import type { Finding } from '@/modules/style/check-copy'
import { plainNotes } from '@/modules/style/plain-notes'
import { readRulesInUse, readStyleSettings } from '@/modules/style/queries'
import { timedCheck } from '@/modules/style/timed-check'
import { readSuggester } from '@/modules/tags/queries/read-suggester'
import { readArguments } from '../command-line'
import { oneFile, storyInFile } from '../story-file'

const USAGE = 'check-copy FILE.json [--plain]'
const actor = systemActor('Command line', 'checking copy')

export async function run(args: string[]): Promise<{ output: Finding[] }> {
  const plain = { type: 'boolean', default: false } as const
  const { values, positionals } = readArguments(args, USAGE, { options: { plain }, allowPositionals: true })
  const { headline, standfirst, body, date } = storyInFile(oneFile(positionals, USAGE))
  const [{ rules }, { suggest }, record] = await Promise.all([readRulesInUse(actor), readSuggester(db), readRecord(actor)])
  const lines = linesOfBody(body)
  const copy = { headline, standfirst, paragraphs: lines.map(({ text }) => text), date, said: saidLines(lines) }
  const found = checkStory(copy, { rules, hits: timedCheck(rules, copy).hits, suggest, ...record }, new Date())
  if (values.plain !== true) return { output: found }
  const pictures = picturesOf({ body, leadPicture: null }).map(({ use }) => use)
  const { readingAge } = await readStyleSettings(actor)
  const notes = plainNotes({ headline, standfirst, lines, pictures }, rules, readingAge)
  return { output: [...found, ...notes].sort((a, b) => a.start - b.start || a.end - b.end) }
}
