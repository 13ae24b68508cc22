/** cms suggest-tags FILE.json: tags for a story, best first, each with the sentences that speak for it. */
import { readFileSync } from 'node:fs'
import { systemActor } from '@/modules/access/actor'
import { plainText } from '@/modules/articles/body'
import { readStoryLine } from '@/modules/articles/story-line'
import { listTagsForPicker } from '@/modules/tags/queries'
import { type Suggestion, suggester } from '@/modules/tags/suggest'
import { StartProblem } from '../../lib/start-problem.mjs'
import { readArguments } from '../command-line'

const USAGE = 'suggest-tags FILE.json'
const actor = systemActor('Command line', 'suggesting tags')

export async function run(args: string[]): Promise<{ output: Suggestion[] }> {
  const { positionals } = readArguments(args, USAGE, { allowPositionals: true })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new StartProblem(`Name one file. Usage: cms ${USAGE}`)
  const { headline, standfirst, body } = storyIn(file)
  const suggest = suggester(await listTagsForPicker(actor))
  return { output: suggest({ headline, standfirst, paragraphs: plainText(body).split('\n') }) }
}

/** A story that was only begun may lack its headline here. */
function storyIn(file: string) {
  const text = readText(file)
  const read = readStoryLine(text)
  if (read.ok) return read.value
  const without = read.problems.every(({ field }) => field === 'headline') ? readStoryLine(withHeadline(text)) : read
  if (without.ok) return { ...without.value, headline: '' }
  throw new StartProblem(
    `${file} is not a story: ${read.problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ')}`,
  )
}

const withHeadline = (text: string): string => JSON.stringify({ ...(JSON.parse(text) as object), headline: '-' })

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartProblem(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
