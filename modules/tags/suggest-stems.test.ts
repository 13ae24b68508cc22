import { describe, expect, it } from 'vitest'
import { PHRASES } from './suggest-phrases'
import { stemsOf } from './suggest-stems'

describe('The beginnings of words that a wording needs', () => {
  it.each<[RegExp, string[]]>([
    [/\bannual reviews?\b/i, ['annu']],
    [/\b(?:taxis?|buses) to school\b/i, ['scho']],
    [/\bCAMHS\b|\bmental health\b/i, ['camh', 'ment']],
    [/\bre-?visit/i, ['re']],
    [/\b(?:joint )?plan\b/i, ['plan']],
    [/\bold(?:er)? \w+ (?:law|rule)\b/i, ['old']],
    [/\bsaid [‘“]?sorry\b/i, ['said']],
    [/(?<!no )apology/i, ['apol']],
    [/\b\w+ing\b/i, []],
  ])('%s: %j', (say, expected) => expect(stemsOf(say)).toEqual(expected))

  it('are known of every phrase, so that none is tried on every sentence', () => {
    expect(PHRASES.filter(({ say }) => stemsOf(say).length === 0)).toEqual([])
  })
})
