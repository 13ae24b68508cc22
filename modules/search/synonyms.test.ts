import { describe, expect, it } from 'vitest'
import { withSynonyms } from './synonyms'

describe('A query', () => {
  it('is also asked with the other names of a term of the field', () => {
    expect(withSynonyms('EHCP Rotherham')).toMatch(/^EHCP Rotherham or .*"EHC plan" Rotherham/)
    expect(withSynonyms('camhs waits')).toContain('or "child and adolescent mental health services" waits')
    expect(withSynonyms('the education health and care plans')).toContain('or the "EHCP"')
    expect(withSynonyms('late EHC plans')).toContain('or late "EHCP"')
  })

  it('is asked in whole words: the search knows the endings of those', () => {
    expect(withSynonyms('send')).toContain('"special educational needs and disabilities"')
    for (const typed of ['parent carer forums', 'parent-carer forum']) expect(withSynonyms(typed)).toBe(`${typed} or "PCF"`)
    expect(withSynonyms('PCF')).toBe('PCF or "parent-carer forum" or "parent carer forum"')
  })

  it('is left as it was typed where nothing means the same, and where somebody says exactly what to look for', () => {
    for (const typed of ['Rotherham', 'sendak', 'short breaks', '"EHCP"', 'EHCP -Rotherham', 'EHCP or forum', ''])
      expect(withSynonyms(typed)).toBe(typed)
  })
})
