import { describe, expect, it } from 'vitest'
import { withSynonyms } from './synonyms'

describe('A query', () => {
  it('is also asked with the other names of a term of the field', () => {
    expect(withSynonyms('EHCP Rotherham')).toMatch(/^EHCP Rotherham or .*"ehc plan" Rotherham/)
    expect(withSynonyms('camhs waits')).toContain('or "child and adolescent mental health service" waits')
    expect(withSynonyms('the education health and care plans')).toContain('or the "ehcp"')
    expect(withSynonyms('late EHC plans')).toContain('or late "ehcp"')
  })

  it('is left as it was typed where nothing means the same, and where somebody says exactly what to look for', () => {
    for (const typed of ['Rotherham', 'sendak', 'short breaks', '"EHCP"', 'EHCP -Rotherham', 'EHCP or forum', ''])
      expect(withSynonyms(typed)).toBe(typed)
  })
})
