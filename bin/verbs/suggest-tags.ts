/** cms suggest-tags FILE.json: tags for a story, best first, each with the sentences that speak for it. */
import { db } from '@/lib/db'
import { plainText } from '@/modules/articles/body'
import { readSuggester } from '@/modules/tags/queries/read-suggester'
import type { Suggestion } from '@/modules/tags/suggest'
import { readArguments } from '../command-line'
import { oneFile, storyInFile } from '../story-file'

const USAGE = 'suggest-tags FILE.json'

export async function run(args: string[]): Promise<{ output: Suggestion[] }> {
  const { positionals } = readArguments(args, USAGE, { allowPositionals: true })
  const { headline, standfirst, body } = storyInFile(oneFile(positionals, USAGE))
  const { suggest } = await readSuggester(db)
  return { output: suggest({ headline, standfirst, paragraphs: plainText(body).split('\n') }) }
}
