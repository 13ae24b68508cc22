import { describe, expect, it } from 'vitest'
import { stripScriptPreloads, stripScripts } from './strip-scripts.mjs'

describe('A public page', () => {
  it('loses every script that would run', () => {
    const html =
      '<head><script src="/_next/a.js" async=""></script><link rel="preload" as="script" fetchPriority="low" href="/_next/a.js"/>' +
      '<link rel="modulepreload" href="/b.js"></head><body><p>Text</p><script>self.__next_f.push([1,"</p>"])</script><SCRIPT type=module>1</SCRIPT ></body>'
    expect(stripScripts(html)).toBe('<head></head><body><p>Text</p></body>')
  })

  it('keeps JSON-LD, style sheets and font preloads', () => {
    const kept =
      '<link rel="stylesheet" href="/a.css"/><link rel="preload" as="font" href="/a.woff2"/><script type="application/ld+json">{"@type":"NewsArticle"}</script>'
    expect(stripScripts(kept)).toBe(kept)
  })

  it('does not take a script for data because its address or another attribute says so', () => {
    expect(stripScripts('<script src="/application/ld+json"></script>')).toBe('')
    expect(stripScripts('<script data-kind="application/ld+json">run()</script>')).toBe('')
    expect(stripScripts('<script type="application/ld+json-not">run()</script>')).toBe('')
  })

  it('keeps our own counter, in its one form', () => {
    const counter = '<script src="/count.js?v=0123abcd" defer=""></script>'
    expect(stripScripts(`<p>Text</p>${counter}`)).toBe(`<p>Text</p>${counter}`)
    for (const other of [
      '<script src="/count.js?v=0123abcd" defer="">run()</script>',
      '<script src="//example.org/count.js?v=0123abcd" defer=""></script>',
      '<script src="/count.js?v=0123abcd" defer="" type="module"></script>',
      '<script src="/count.js" defer=""></script>',
      '<script src="/_next/count.js?v=0123abcd" defer=""></script>',
    ])
      expect(stripScripts(other), other).toBe('')
  })

  it('keeps text that only talks about scripts', () => {
    const text = '<p>The &lt;script&gt; of the play, as="script"</p>'
    expect(stripScripts(text)).toBe(text)
  })

  it('names no script in its Link header', () => {
    expect(stripScriptPreloads('</a.js>; rel=preload; as="script", </a.css>; rel=preload; as="style"')).toBe(
      '</a.css>; rel=preload; as="style"',
    )
    expect(stripScriptPreloads('</a.js>; rel=preload; as=script')).toBeUndefined()
    expect(stripScriptPreloads(undefined)).toBeUndefined()
  })
})
