import { describe, expect, it } from 'vitest'
import { eventPayloads } from './events'
import { ACTS } from './schema'

describe('The acts one can ask the audit for', () => {
  it.each(Object.keys(eventPayloads))('%s is among one of them', (kind) => {
    const groups = Object.entries(ACTS).filter(([, beginnings]) => beginnings.some((one) => kind.startsWith(one)))
    expect(groups).toHaveLength(1)
  })
})
