/**
 * cms publish SLUG [--tell "One sentence for readers"] [--urgent "Why it cannot wait"]: publishes a draft, or the changes of a
 * live story. Where the newsroom requires a second reader, a story that had none needs the reason.
 */
import { db } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { systemActor } from '@/modules/access/actor'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { publishSchema } from '@/modules/articles/schema'
import { StartProblem } from '../../lib/start-problem.mjs'
import { readArguments } from '../command-line'

const USAGE = 'publish SLUG [--tell "One sentence for readers"] [--urgent "Why it cannot wait"]'

export async function run(args: string[]): Promise<{ output: unknown; failed?: boolean }> {
  const { values, positionals } = readArguments(args, USAGE, {
    options: { tell: { type: 'string' }, urgent: { type: 'string' } },
    allowPositionals: true,
  })
  const [slug, ...others] = positionals
  if (slug === undefined || others.length > 0) throw new StartProblem(`Name one story. Usage: cms ${USAGE}`)
  const article = await db.article.findUnique({ where: { slug }, select: { id: true, version: true, state: true } })
  if (!article) throw new StartProblem(`There is no story ${slug}.`)
  const note = values.tell === undefined ? undefined : String(values.tell)
  const change = article.state !== 'live' ? undefined : note === undefined ? 'minor' : 'told'
  const urgent = values.urgent === undefined ? undefined : String(values.urgent)
  const input = publishSchema.safeParse({ id: article.id, version: article.version, change, note, urgent })
  const outcome = input.success
    ? await publishArticle(systemActor('Command line', 'cms publish'), input.data, new Date()).catch(asProblems)
    : { ok: false as const, problems: input.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })) }
  if (outcome.ok) return { output: { id: article.id, state: 'live', ...outcome.value } }
  for (const { field, message } of outcome.problems) process.stderr.write(`${field === '' ? '' : `${field}: `}${message}\n`)
  return { output: { problems: outcome.problems }, failed: true }
}

/** Withdrawn, or changed this very moment: said like any other problem. */
function asProblems(error: unknown): { ok: false; problems: { field: string; message: string }[] } {
  if (error instanceof Conflict) return { ok: false, problems: [{ field: '', message: error.message }] }
  throw error
}
