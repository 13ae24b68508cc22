import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { stripScripts } from '@/lib/strip-scripts.mjs'
import config from '@/next.config.js'
import { COUNTER_VERSION, CountingScript } from './components/counting-script'

const script = readFileSync('public/count.js')

describe('The one script of a reader’s page', () => {
  it('is smaller than a kilobyte and asks for no other', () => {
    expect(script.byteLength).toBeLessThan(1_024)
    expect(String(script)).not.toMatch(/\bimport\b|https?:|cookie|localStorage|sessionStorage|indexedDB|preventDefault|await/)
  })

  it('has an address that names its contents', () => {
    expect(COUNTER_VERSION).toBe(createHash('sha256').update(script).digest('hex').slice(0, 8))
  })

  it('may be kept for ever under its own version only', async () => {
    const rules = (await config.headers?.()) ?? []
    expect(rules.map(({ source, has }) => [source, has])).toEqual([['/count.js', [{ type: 'query', key: 'v', value: COUNTER_VERSION }]]])
  })

  it('is what stays when scripts are taken out of a page', () => {
    const tag = renderToStaticMarkup(createElement(CountingScript))
    expect(tag).toContain('/count.js')
    expect(stripScripts(`<script src="/_next/x.js" async=""></script>${tag}`)).toBe(tag)
  })
})
