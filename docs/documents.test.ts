/** What the documents say of the code, as far as a machine can tell. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'modules/README.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
]
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Links to files of ours. Pictures are left out: they are made from the running product. */
const linksOf = (file: string): string[] =>
  [...read(file).matchAll(/(?<!!)\[[^\]]*\]\((?<target>[^)#\s]+)[^)]*\)/g)]
    .map((match) => match.groups?.target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target) && !/NNNN/.test(target))

describe('The documents', () => {
  it.each(documents)('%s links to files that exist', (file) => {
    expect(linksOf(file).filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([])
  })

  it('name every setting', () => {
    const settings = [...read('lib/env.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1] ?? '')
    expect(settings.length).toBeGreaterThan(8)
    const operations = read('docs/operations.md')
    expect(settings.filter((name) => !operations.includes(`\`${name}\``))).toEqual([])
  })

  it('name every module, in the order of imports', () => {
    const listed = /```\n(?<order>workflow .*)\n```/.exec(read('modules/README.md'))?.groups?.order?.split(' · ') ?? []
    const folders = readdirSync(join(root, 'modules'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect([...listed].sort()).toEqual(folders.map((entry) => entry.name).sort())
  })

  it('name every verb of the command line that a person would look for', () => {
    const verbs = readdirSync(join(root, 'bin/verbs')).filter((name) => /^[a-z-]+\.ts$/.test(name))
    const known = `${read('README.md')}${read('docs/operations.md')}${read('docs/contracts/story-json.md')}`
    expect(verbs.map((name) => name.slice(0, -3)).filter((verb) => !new RegExp(`\\b${verb}\\b`).test(known))).toEqual([])
  })

  it('number the decisions without using a number twice', () => {
    const numbers = documents.flatMap((file) => /decisions\/(\d{4})-/.exec(file)?.[1] ?? [])
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  it('hold nothing of one machine', () => {
    expect(documents.filter((file) => /\/(?:home|root|work|Users)\/|localhost:\d{4,5}\//.test(read(file)))).toEqual([])
  })
})
