// Words on standard error or output, and how a command ends: one sentence and no stack trace.
import { StartProblem } from '../lib/start-problem.mjs'

/**
 * A line of progress, with the seconds since the command began.
 * @param {NodeJS.WritableStream} stream
 */
export function progress(stream = process.stdout) {
  const began = performance.now()
  return (line) => stream.write(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${line}\n`)
}

/** What a failure means, in one sentence that says what to do. */
export function sentence(error) {
  if (error instanceof StartProblem || error?.name === 'StartProblem') return error.message
  const code = error?.code ?? error?.cause?.code
  if (code === 'ENOSPC' || code === '53100') return 'The disk is full: make room and start again.'
  if (code === 'EDQUOT') return 'This user’s share of the disk is full: make room and start again.'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `This user may not write ${error.path ?? 'there'}: give it that folder, or set DATA_DIR to another one.`
  if (code === 'EMFILE' || code === 'ENFILE') return 'Too many files are open: raise the limit (ulimit -n) and start again.'
  const message = String(error?.message ?? error).split('\n')[0]
  return /[.!?]$/.test(message) ? message : `${message}.`
}

/** Runs a command's work; a failure is one sentence and exit code 1. LOG_LEVEL=debug shows where it came from. */
export async function command(work) {
  try {
    await work()
  } catch (error) {
    process.stderr.write(`\n${sentence(error)}\n`)
    if (process.env.LOG_LEVEL === 'debug') process.stderr.write(`${error?.stack ?? ''}\n`)
    process.exit(1)
  }
}
