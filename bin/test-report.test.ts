import { describe, expect, it } from 'vitest'
import { atLeastOne, readPlaywrightReport, readVitestReport, summaryOf } from './test-report'

const test = (status: string, fullName: string, failureMessages: string[] = []) => ({ status, fullName, failureMessages })

describe('The report of vitest', () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [
      { name: '/here/lib/a.test.ts', status: 'passed', assertionResults: [test('passed', 'A is right')] },
      {
        name: '/here/lib/b.db.test.ts',
        status: 'failed',
        assertionResults: [
          test('passed', 'B is right'),
          test('failed', 'B is on time', ['\u001b[31mAssertionError\u001b[39m: expected 5 to be 2\n    at /here/lib/b.db.test.ts:3:4']),
        ],
      },
    ],
  }

  it('names each failed test with its file and its reason', () => {
    expect(readVitestReport(report, '/here')).toEqual({
      passed: 2,
      failed: 1,
      failures: ['lib/b.db.test.ts › B is on time\n      AssertionError: expected 5 to be 2'],
      unsteady: [],
    })
  })

  it('names what passed only at the second try, with the reason of the first', () => {
    const late = {
      name: '/here/lib/d.db.test.ts',
      status: 'passed',
      assertionResults: [test('passed', 'D is told', ['Error: nobody said so'])],
    }
    expect(readVitestReport({ numPassedTests: 1, numFailedTests: 0, testResults: [late] }, '/here')).toEqual({
      passed: 1,
      failed: 0,
      failures: [],
      unsteady: ['lib/d.db.test.ts › D is told\n      Error: nobody said so'],
    })
  })

  it('counts a file that could not be loaded', () => {
    const broken = { name: '/here/lib/c.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] }
    const tally = readVitestReport({ ...report, testResults: [...report.testResults, broken] }, '/here')
    expect(tally.failed).toBe(2)
    expect(tally.failures[1]).toBe('lib/c.test.ts\n      Cannot find module')
  })
})

describe('The report of the journeys', () => {
  it('names each failed journey, also one of a group', () => {
    const spec = (title: string, ok: boolean) => ({
      title,
      file: 'search.spec.ts',
      line: 7,
      ok,
      tests: [{ status: ok ? 'expected' : 'unexpected', results: [ok ? {} : { error: { message: 'Error: no heading\n\nCall log:' } }] }],
    })
    const report = {
      stats: { expected: 1, flaky: 1, unexpected: 1 },
      suites: [{ specs: [spec('it is found', true)], suites: [{ specs: [spec('it is not', false)] }] }],
      errors: [],
    }
    expect(readPlaywrightReport(report)).toEqual({
      passed: 2,
      failed: 1,
      failures: ['e2e/search.spec.ts:7 › it is not\n      Error: no heading · Call log:'],
      unsteady: [],
    })
  })

  it('names a journey that passed only at the second try, with the reason of the first', () => {
    const second = {
      title: 'it is found',
      file: 'search.spec.ts',
      line: 7,
      ok: true,
      tests: [{ status: 'flaky', results: [{ error: { message: 'Error: no heading' } }, {}] }],
    }
    const report = { stats: { expected: 0, flaky: 1, unexpected: 0 }, suites: [{ suites: [{ specs: [second] }] }] }
    expect(readPlaywrightReport(report)).toEqual({
      passed: 1,
      failed: 0,
      failures: [],
      unsteady: ['e2e/search.spec.ts:7 › it is found\n      Error: no heading'],
    })
  })

  it('tells why none could run', () => {
    const tally = readPlaywrightReport({ stats: { expected: 0, flaky: 0, unexpected: 0 }, suites: [], errors: [{ message: 'Timed out' }] })
    expect(atLeastOne(tally, 1, 'Journeys')).toMatchObject({ failed: 1, failures: ['the journeys\n      Timed out'] })
  })
})

describe('The end of npm test', () => {
  const good = { passed: 3, failed: 0, failures: [] }

  it('is the sum alone when nothing failed', () => {
    expect(summaryOf([good, { ...good, passed: 4 }])).toBe('7 passed, 0 failed\n')
  })

  it('names what failed before the sum, of many the first forty', () => {
    expect(summaryOf([good, { passed: 0, failed: 1, failures: ['a › b'] }])).toBe('\nFailed:\n  ✗ a › b\n\n3 passed, 1 failed\n')
    const many = Array.from({ length: 42 }, (_, at) => `test ${at}`)
    expect(summaryOf([{ passed: 0, failed: 42, failures: many }])).toMatch(/✗ test 39\n {2}… and 2 more\n\n0 passed, 42 failed\n$/)
  })

  it('names what passed only at the second try, before what failed', () => {
    const unsteady = ['c › d\n      too late']
    expect(summaryOf([good, { ...good, unsteady }])).toBe(
      '\nPassed only at the second try:\n  ~ c › d\n      too late\n\n6 passed, 0 failed\n',
    )
    expect(summaryOf([{ passed: 1, failed: 1, failures: ['a › b'], unsteady }])).toMatch(
      /too late\n\nFailed:\n {2}✗ a › b\n\n1 passed, 1 failed\n$/,
    )
  })

  it('counts a runner that ended badly without a failed test', () => {
    expect(atLeastOne(good, 1, 'Types')).toEqual({ ...good, failed: 1, failures: ['Types: ended with code 1. Its words are above.'] })
    expect(atLeastOne(good, 0, 'Types')).toBe(good)
  })
})
