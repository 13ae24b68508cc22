import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sentence } from '../bin/say.mjs'
import { readEnv } from './env'
import { makeFolder } from './make-folder'
import { databaseProblem, secondFactorOf } from './open-newsroom'
import { authSecret, keepOnce } from './secrets'
import { StartProblem } from './start-problem.mjs'

const URL_WITH_SECRET = 'postgres://sam:hunter2@db.example.org:5432/news'
const oneSentence = (text: string): boolean => !text.includes('\n') && /[.!]$/.test(text)

describe('A bad setting', () => {
  it.each([
    ['PORT', '70000'],
    ['PORT', 'three'],
    ['DATABASE_URL', 'mysql://x'],
    ['READER_DATABASE_URL', 'x'],
    ['AUTH_SECRET', 'short'],
    ['SEED', 'some'],
    ['PUBLIC_URL', 'ftp://x'],
    ['DEMO_PASSWORD', 'short'],
    ['MAIL_TRANSPORT', 'pigeon'],
    ['LOG_LEVEL', 'loud'],
  ])('is named: %s=%s', (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`The setting ${name} is not usable`))
  })

  it('that is empty counts as not set', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000, publicUrl: 'http://127.0.0.1:3000' })
  })
})

describe('A second factor', () => {
  it.each([
    [{}, true, 'offered'],
    [{ SEED: 'demo' }, false, 'offered'],
    [{ HOST: '::1', PUBLIC_URL: 'http://localhost:3000' }, true, 'offered'],
    [{}, false, 'required'],
    [{ SEED: 'none' }, true, 'required'],
    [{ HOST: '0.0.0.0' }, true, 'required'],
    [{ PUBLIC_URL: 'https://news.example.org' }, true, 'required'],
    [{ SECOND_FACTOR: 'required' }, true, 'required'],
    [{ SECOND_FACTOR: 'offered', HOST: '0.0.0.0' }, false, 'offered'],
  ])('is only offered by the demo newsroom on this machine, or by order: %j, embedded %s', (given, isEmbedded, mode) => {
    expect(secondFactorOf(readEnv(given), isEmbedded)).toEqual({ SECOND_FACTOR: mode })
  })
})

describe('A database that cannot be used', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', '28P01', '3D000', '53300', '53100', 'ETIMEDOUT', 'XX000'])(
    'is one sentence that says where and never the password: %s',
    (code) => {
      const problem = databaseProblem(Object.assign(new Error('as the driver says'), { code }), URL_WITH_SECRET) as StartProblem
      expect(problem).toBeInstanceOf(StartProblem)
      expect(problem.message).toContain('db.example.org:5432/news')
      expect(problem.message).not.toContain('hunter2')
      expect(oneSentence(problem.message)).toBe(true)
    },
  )
})

describe('A failure', () => {
  it.each(['ENOSPC', 'EACCES', 'EROFS', 'EMFILE', '53100'])('of the machine is one sentence that says what to do: %s', (code) => {
    const text = sentence(Object.assign(new Error(code), { code, path: '/some/where' }))
    expect(oneSentence(text)).toBe(true)
    expect(text).toMatch(/start again|DATA_DIR/)
  })
})

describe('A folder', () => {
  it('that cannot be made is a sentence, also where Node’s own way never comes back', () => {
    expect(() => makeFolder('/proc/throughline/data')).toThrow(/cannot be made: .*DATA_DIR/)
  })
})

describe('A secret', () => {
  it('is made once, read by nobody else, and the same for two that start at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-secret-'))
    const first = authSecret(folder)
    expect(first.length).toBeGreaterThanOrEqual(32)
    expect(authSecret(folder)).toBe(first)
    expect(keepOnce(folder, 'auth-secret', 'another')).toBe(first)
    expect(statSync(join(folder, 'auth-secret')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['auth-secret'])
    rmSync(folder, { recursive: true })
  })

  it('that was given is used and not kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-secret-'))
    expect(authSecret(folder, 'given')).toBe('given')
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })
})
