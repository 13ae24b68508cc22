/** One story in a file, as a verb of the command line reads it. */
import { readFileSync } from 'node:fs'
import { type ReadStoryLine, readStoryLine } from '@/modules/articles/story-line'
import { StartProblem } from '../lib/start-problem.mjs'

/** The one file a verb was given. Throws StartProblem with its usage. */
export function oneFile([file, ...others]: string[], usage: string): string {
  if (file === undefined || others.length > 0) throw new StartProblem(`Name one file. Usage: cms ${usage}`)
  return file
}

/** The story in a file. One that was only begun may lack its headline here. Throws StartProblem that names file and field. */
export function storyInFile(file: string): ReadStoryLine {
  const text = readText(file)
  const read = readStoryLine(text)
  if (read.ok) return read.value
  const without = read.problems.every(({ field }) => field === 'headline') ? readStoryLine(withHeadline(text)) : read
  if (without.ok) return { ...without.value, headline: '' }
  const problems = read.problems.map(({ field, message }) => (field ? `${field}: ${message}` : message))
  throw new StartProblem(`${file} is not a story: ${problems.join('; ')}`)
}

const withHeadline = (text: string): string => JSON.stringify({ ...(JSON.parse(text) as object), headline: '-' })

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartProblem(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
