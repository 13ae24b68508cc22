/** cms suggest-tags FILE.json: tags for a story, best first, each with the sentences that speak for it. */
import { systemActor } from '@/modules/access/actor'
import { plainText } from '@/modules/articles/body'
import { listTagsForPicker } from '@/modules/tags/queries'
import { type Suggestion, suggester } from '@/modules/tags/suggest'
import { readArguments } from '../command-line'
import { oneFile, storyInFile } from '../story-file'

const USAGE = 'suggest-tags FILE.json'
const actor = systemActor('Command line', 'suggesting tags')

export async function run(args: string[]): Promise<{ output: Suggestion[] }> {
  const { positionals } = readArguments(args, USAGE, { allowPositionals: true })
  const { headline, standfirst, body } = storyInFile(oneFile(positionals, USAGE))
  const suggest = suggester(await listTagsForPicker(actor))
  return { output: suggest({ headline, standfirst, paragraphs: plainText(body).split('\n') }) }
}
