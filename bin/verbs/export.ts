/** cms export [--format json|markdown] DIR: one file per story, and stories.jsonl, which cms import reads. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { systemActor } from '@/modules/access/actor'
import { bodyToMarkdown } from '@/modules/articles/body-markdown'
import { type ExportedStory, exportStories } from '@/modules/articles/commands/export-stories'
import { StartProblem } from '../../lib/start-problem.mjs'
import { callersPath, readArguments } from '../command-line'

const USAGE = 'export [--format json|markdown] DIR'

/** Front matter of quoted values, which YAML reads as JSON does, then the words. */
function markdown({ slug, state, byline, line }: ExportedStory): string {
  const { body, ...rest } = line
  const matter = Object.entries({ ...rest, slug, state, byline }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return `---\n${matter.join('\n')}\n---\n\n${bodyToMarkdown(body)}`
}

export async function run(args: string[]): Promise<{ output: unknown; failed?: boolean }> {
  const { values, positionals } = readArguments(args, USAGE, {
    options: { format: { type: 'string', default: 'json' } },
    allowPositionals: true,
  })
  const [directory, ...others] = positionals
  const format = String(values.format)
  if (directory === undefined || others.length > 0) throw new StartProblem(`Name one folder. Usage: cms ${USAGE}`)
  if (format !== 'json' && format !== 'markdown') throw new StartProblem(`There is no format ${format}. Usage: cms ${USAGE}`)
  const folder = callersPath(directory)
  await mkdir(folder, { recursive: true })
  const all = createWriteStream(join(folder, 'stories.jsonl'))
  const stories: { id: string; slug: string; state: string; file: string }[] = []
  for await (const story of exportStories(systemActor('Export', `cms export ${directory}`))) {
    const file = `${story.slug}.${format === 'json' ? 'json' : 'md'}`
    await writeFile(join(folder, file), format === 'json' ? `${JSON.stringify(story.line, null, 2)}\n` : markdown(story))
    if (!all.write(`${JSON.stringify(story.line)}\n`)) await once(all, 'drain')
    stories.push({ id: story.line.id, slug: story.slug, state: story.state, file })
  }
  all.end()
  await finished(all)
  process.stderr.write(`Wrote ${stories.length} stories. Withdrawn ones are not among them.\n`)
  return { output: { stories } }
}
