import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-rules'

const person = { email: 'leonora.quillfeather@example.org', name: 'Leonora Quillfeather' }
const problem = (password: string) => passwordProblem(password, person)

describe('a new password', () => {
  it.each([
    ['correct horse battery staple', 'four words'],
    ['purple-lanyard-tuesday', 'three words'],
    ['xK9$mQ2!vB7z', 'twelve signs'],
    ['пять зелёных яблок', 'another alphabet'],
    ['🦊🦊🐢🌿🪵🍂🦉🍄🦔🌙🍁🐿', 'twelve emoji'],
    ['🦉'.repeat(11) + 'ab🍄'.repeat(5), 'counted in characters, not in UTF-16 units'],
    [`${'long and unlikely '.repeat(7)}ab`, '128 characters'],
    ['48151623428675309112', 'a number too long to try'],
  ])('%j is good (%s)', (password) => expect(problem(password)).toBeNull())

  it.each([
    ['', 'Enter a password'],
    ['short', 'Password must be 12 characters or more'],
    ['🦊'.repeat(11), 'Password must be 12 characters or more'],
    ['x7'.repeat(65), 'Password must be 128 characters or fewer'],
  ])('%j: %s', (password, message) => expect(problem(password)).toBe(message))

  it.each([
    '1qaz2wsx3edc',
    'unbelievable',
    'administrator',
    'Password1234',
    'p@ssw0rd!!!!',
    'PASSWORDPASSWORD',
    'football-dragon',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '123456789012',
    'qwertyuiopas',
    '01/01/1990 1990',
    'Newsroom2026!',
    'throughline2026',
    'ofsted-inspection',
    'ｐａｓｓｗｏｒｄ１２３４',
  ])('%j is what people try first', (password) => expect(problem(password)).toMatch(/harder to guess/))

  it.each(['quillfeather1', 'Leonora-Quillfeather!', 'leonora.2026x', 'throughline-x9!q'])('%j rests on what everybody knows', (password) =>
    expect(problem(password)).toMatch(/your name|harder to guess/),
  )
})
