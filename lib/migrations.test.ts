import { describe, expect, it } from 'vitest'
import { type Migration, pendingMigrations, readMigrations } from './migrations'

const migration = (name: string, checksum = name): Migration => ({ name, checksum, sql: '' })
const applied = (name: string, checksum = name, finished: Date | null = new Date(0)) => ({
  migration_name: name,
  checksum,
  finished_at: finished,
})

describe('Migrations', () => {
  it('that are not in the history yet are pending, in the order of their names', () => {
    const pending = pendingMigrations([migration('1'), migration('2'), migration('3')], [applied('2')])
    expect(pending.map(({ name }) => name)).toEqual(['1', '3'])
  })

  it('that were changed after they had been applied are refused by name', () => {
    expect(() => pendingMigrations([migration('1_first', 'new')], [applied('1_first', 'old')])).toThrow(
      /1_first was changed.*new migration/,
    )
  })

  it('that the database has had and this copy lacks are refused by name', () => {
    expect(() => pendingMigrations([], [applied('9_later')])).toThrow(/9_later, which is not in this copy/)
  })

  it('that began and did not finish are refused by name', () => {
    expect(() => pendingMigrations([migration('1')], [applied('1', '1', null)])).toThrow(/1 began and did not finish/)
  })

  it('of this copy are numbered, and none is empty', () => {
    const all = readMigrations()
    expect(all.length).toBeGreaterThan(1)
    for (const { name, sql } of all)
      expect({ name, good: /^\d{14}_[a-z0-9_]+$/.test(name) && sql.trim() !== '' }).toEqual({ name, good: true })
  })
})
