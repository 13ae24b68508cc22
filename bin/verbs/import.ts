/** cms import FILE.jsonl [--publish] [--dry-run]: stores stories, one to a line; `-` reads standard input. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { readTextLines } from '@/lib/text-lines'
import { systemActor } from '@/modules/access/actor'
import { importStories } from '@/modules/articles/commands/import-stories'
import { STORY_LINE_MAX_BYTES } from '@/modules/articles/story-line'
import { recountPoints } from '@/modules/related/commands'
import { StartProblem } from '../../lib/start-problem.mjs'
import { callersPath, readArguments } from '../command-line'

const USAGE = 'import FILE.jsonl [--publish] [--dry-run]'

async function openInput(name: string): Promise<AsyncIterable<Uint8Array>> {
  if (name === '-') return process.stdin
  const path = callersPath(name)
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new StartProblem(`There is no file ${name}. Usage: cms ${USAGE}`)
  return createReadStream(path)
}

export async function run(args: string[]): Promise<{ output: unknown; failed?: boolean }> {
  const flag = { type: 'boolean', default: false } as const
  const { values, positionals } = readArguments(args, USAGE, { options: { publish: flag, 'dry-run': flag }, allowPositionals: true })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new StartProblem(`Name one file. Usage: cms ${USAGE}`)
  const actor = systemActor('Import', `cms import ${file}`)
  const [publish, dryRun] = [values.publish === true, values['dry-run'] === true]
  const lines = readTextLines(await openInput(file), STORY_LINE_MAX_BYTES)
  const onNote = (note: string) => process.stderr.write(`${note}\n`)
  const report = await importStories(actor, { lines, publish, dryRun, onNote }, new Date())
  if (publish && !dryRun && report.stories.length > 0) await recountPoints(actor, new Date())
  for (const { line, field, message } of report.refused)
    process.stderr.write(`Line ${line}${field === '' ? '' : `, ${field}`}: ${message}\n`)
  for (const { from, headline } of report.missed) process.stderr.write(`${from} waits for a story of the headline “${headline}”.\n`)
  if (dryRun) process.stderr.write('Nothing was stored: this was a dry run.\n')
  return { output: report, failed: report.refused.length > 0 }
}
