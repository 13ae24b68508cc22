import { expect, test } from 'vitest'
import { isDatabaseAway } from './database-fault'

test.each([
  [
    'a server that is starting up',
    { code: 'P2010', message: 'Raw query failed. Code: `57P03`. Message: `the database system is starting up`' },
  ],
  ['the same without a code of Prisma’s', { message: 'Database error. Code: `57P03`. Message: `the database system is starting up`' }],
  ['a connection lost inside a transaction', new Error('Client has encountered a connection error and is not queryable')],
  ['no connection', { code: 'P1001' }],
  ['a network that is not there', { code: 'ENETUNREACH' }],
  ['a refused connection below', { message: 'It failed', cause: { code: 'ECONNREFUSED' } }],
])('%s is the database being away', (_, error) => {
  expect(isDatabaseAway(error)).toBe(true)
})

test('a wrong question is not', () => {
  expect(isDatabaseAway({ code: 'P2010', message: 'Raw query failed. Code: `42P01`. Message: `relation "x" does not exist`' })).toBe(false)
  expect(isDatabaseAway({ code: 'P2002' })).toBe(false)
  expect(isDatabaseAway('57P03')).toBe(false)
})
