/** How verbs read their arguments and files. */
import { isAbsolute, join } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { StartProblem } from '../lib/start-problem.mjs'

/** parseArgs, with a sentence and the usage for anything unexpected. */
export function readArguments<T extends ParseArgsConfig>(args: string[], usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs<T>({ ...config, args })
  } catch (error) {
    throw new StartProblem(`${(error as Error).message.split('. ')[0]?.replace(/\.$/, '')}. Usage: cms ${usage}`, { cause: error })
  }
}

/** A file name as the caller meant it: npm run changes into the project's folder and says where it was called. */
export function callersPath(path: string): string {
  return isAbsolute(path) ? path : join(process.env.INIT_CWD ?? process.cwd(), path)
}
