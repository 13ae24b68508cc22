/** Reads what the runners report: how many tests passed and failed, and which failed, for the last lines of npm test. */

/** `failures` say what failed and why, a line or two each; `unsteady`, in the same way, what passed only at the second try. */
export type Tally = { passed: number; failed: number; failures: string[]; unsteady?: string[] }

/** Continuous integration shows the end of the output alone: the names of all, the reasons as far as they fit there. */
const NAMED_AT_MOST = 40
const REASON_CHARACTERS = 300

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[]
  }[]
}

type PlaywrightSpec = {
  title: string
  file: string
  line: number
  ok: boolean
  tests: { status: string; results: { error?: { message?: string } }[] }[]
}
type PlaywrightSuite = {
  file?: string
  specs?: PlaywrightSpec[]
  suites?: PlaywrightSuite[]
}
type PlaywrightReport = {
  stats: { expected: number; flaky: number; unexpected: number }
  suites: PlaywrightSuite[]
  errors?: { message?: string }[]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal begin with one
const COLOURS = /\u001b\[[0-9;]*m/g

/** The first lines of a reason, as one. */
function because(message: string | undefined): string {
  const lines = (message ?? '')
    .replace(COLOURS, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^at /.test(line))
  const text = lines.slice(0, 4).join(' · ')
  return text === '' ? '' : `\n      ${text.slice(0, REASON_CHARACTERS)}`
}

const relative = (file: string, root: string): string => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file)

/**
 * A file that could not be loaded has no tests: it is one failure of its own. What passed at its second try counts as passed, and
 * is named among the unsteady with the reason of the first. `root` is left off the names of files.
 */
export function readVitestReport(report: unknown, root: string): Tally {
  const { numPassedTests, numFailedTests, testResults } = report as VitestReport
  const failures = testResults.flatMap((file) => {
    const name = relative(file.name, root)
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0) return file.status === 'failed' ? [`${name}${because(file.message)}`] : []
    return failed.map((test) => `${name} › ${test.fullName}${because(test.failureMessages?.[0])}`)
  })
  const unsteady = testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && (failureMessages ?? []).length > 0)
      .map((test) => `${relative(file.name, root)} › ${test.fullName}${because(test.failureMessages?.[0])}`),
  )
  return { passed: numPassedTests, failed: Math.max(numFailedTests, failures.length), failures, unsteady }
}

const specsOf = (suite: PlaywrightSuite): PlaywrightSpec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]

/** A journey by its place and its title, and why its first failed try failed. */
function journey({ title, file, line, tests }: PlaywrightSpec): string {
  const message = tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message
  return `e2e/${file}:${line} › ${title}${because(message)}`
}

/** A journey that passed at its second try counts as passed, and is named among the unsteady. */
export function readPlaywrightReport(report: unknown): Tally {
  const { stats, suites, errors = [] } = report as PlaywrightReport
  const specs = suites.flatMap(specsOf)
  const failures = [...specs.filter(({ ok }) => !ok).map(journey), ...errors.map((error) => `the journeys${because(error.message)}`)]
  const unsteady = specs.filter(({ ok, tests }) => ok && tests.some(({ status }) => status === 'flaky')).map(journey)
  return { passed: stats.expected + stats.flaky, failed: Math.max(stats.unexpected, errors.length), failures, unsteady }
}

/** A part that ended badly, or was cut off, without saying which test failed: one failure, by the part’s name. */
export function atLeastOne(tally: Tally, code: number, title: string): Tally {
  if (code === 0 || tally.failed > 0) return tally
  return { ...tally, failed: 1, failures: [...tally.failures, `${title}: ended with code ${code}. Its words are above.`] }
}

/** Names under a title, the first of many; nothing where there are none. */
function named(title: string, mark: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length > NAMED_AT_MOST ? [`  … and ${lines.length - NAMED_AT_MOST} more`] : []
  return ['', title, ...lines.slice(0, NAMED_AT_MOST).map((line) => `  ${mark} ${line}`), ...more]
}

/** The last lines of npm test: what passed only at the second try, what failed, and “N passed, N failed”. */
export function summaryOf(tallies: readonly Tally[]): string {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
  const words = [
    ...named(
      'Passed only at the second try:',
      '~',
      tallies.flatMap((tally) => tally.unsteady ?? []),
    ),
    ...named(
      'Failed:',
      '✗',
      tallies.flatMap((tally) => tally.failures),
    ),
  ]
  return [...words, ...(words.length > 0 ? [''] : []), `${passed} passed, ${failed} failed`, ''].join('\n')
}
