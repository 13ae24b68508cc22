import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { missingOptionals } from '../bin/complete-lock.mjs'

type Lock = { packages: Record<string, { version: string; integrity?: string; link?: boolean; optional?: boolean }> }
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock

/** The oldest versions without a known hole in them (docs/security.md, with the advisories). */
const FLOORS: Record<string, string> = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  sharp: '0.35.5',
  'next-auth': '4.24.15',
  nodemailer: '10.4.1',
  'prosemirror-view': '1.42.3',
  '@tiptap/pm': '3.31.2',
  zod: '4.6.6',
}

function atLeast(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? [])
  for (let at = 0; at < 3; at++) if (a?.[at] !== b?.[at]) return (a?.[at] ?? 0) > (b?.[at] ?? 0)
  return true
}

/** Every copy of a package in the tree, nested ones too. */
const copies = (name: string): [string, string][] =>
  Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([path, { version }]) => [path, version])

describe('The packages', () => {
  it.each(Object.entries(FLOORS))('%s is at least %s, wherever it is in the tree', (name, floor) => {
    for (const [path, version] of copies(name))
      expect({ path, version, good: atLeast(version, floor) }).toEqual({ path, version, good: true })
  })

  it('are installed in the versions of the lock file', () => {
    for (const name of Object.keys(FLOORS)) {
      for (const [path, version] of copies(name)) {
        if (lock.packages[path]?.optional) continue
        expect({ path, version: JSON.parse(readFileSync(`${path}/package.json`, 'utf8')).version }).toEqual({ path, version })
      }
    }
  })

  it('of Tiptap all have one version', () => {
    const versions = Object.entries(lock.packages).filter(([path]) => /node_modules\/@tiptap\/[\w-]+$/.test(path))
    expect(new Set(versions.map(([, { version }]) => version)).size).toBe(1)
  })

  it('are all in the lock file, those of other platforms too: else npm ci refuses it (node bin/complete-lock.mjs mends it)', () => {
    expect(missingOptionals(lock.packages)).toEqual([])
  })

  it('have checksums, except those the registry at hand did not have', () => {
    const without = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.link && !entry.integrity)
    for (const [path, { optional }] of without) expect({ path, optional }).toEqual({ path, optional: true })
  })

  it('are pinned: package.json names exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+[\w.-]*$/)
  })

  it('come from no particular registry: the lock file names no host', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/)
  })
})
