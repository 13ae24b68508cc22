import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Model = { fields: Map<string, string>; table: string }

/** The models of a Prisma schema file: each field with its type and attributes, spaces evened out. */
function models(file: string): Map<string, Model> {
  const found = new Map<string, Model>()
  for (const [, name = '', inside = ''] of readFileSync(file, 'utf8').matchAll(/^model (\w+) \{\n(.*?)^\}/gms)) {
    const lines = inside.split('\n').map((line) =>
      line
        .replace(/\/\/.*$/, '')
        .trim()
        .replace(/\s+/g, ' '),
    )
    const fields = lines.filter((line) => /^\w/.test(line)).map((line): [string, string] => [line.split(' ')[0] ?? '', line])
    found.set(name, { fields: new Map(fields), table: /@@map\("(\w+)"\)/.exec(inside)?.[1] ?? name })
  }
  return found
}

const newsroom = models('prisma/schema.prisma')
const reader = models('prisma/reader.prisma')
const granted = [
  'area',
  'inspection',
  'published_article',
  'published_article_tag',
  'published_correction',
  'published_exclusion',
  'published_external_link',
  'published_fact',
  'published_media',
  'published_picture',
  'published_pin',
  'published_redirect',
  'published_storyline',
  'published_tag',
  'published_tag_redirect',
  'related_settings',
  'site_page',
  'withdrawn_article',
]

describe('The reader’s schema', () => {
  it('has only models of the newsroom’s, under the same tables', () => {
    for (const [name, { table }] of reader) expect({ name, table }).toEqual({ name, table: newsroom.get(name)?.table })
  })

  it.each([...reader.keys()])('says the same of %s as the newsroom’s', (name) => {
    const theirs = newsroom.get(name)?.fields ?? new Map()
    for (const [field, line] of reader.get(name)?.fields ?? []) expect(line).toBe(theirs.get(field))
  })

  it('has no draft, no person and no audit', () => {
    expect([...reader.values()].map(({ table }) => table).sort()).toEqual(granted)
  })
})
