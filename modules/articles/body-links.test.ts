import { describe, expect, it } from 'vitest'
import type { Body, Inline } from './body'
import { replaceHref } from './body-links'

const body = (...content: Inline[]): Body => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
const link = (href: string, ...text: [string]): Inline => ({ type: 'text', text: text[0], marks: [{ type: 'link', attrs: { href } }] })
const words = (text: string): Inline => ({ type: 'text', text })

describe('A link in a body', () => {
  it('leads to the new address wherever it stands, and nothing else changes', () => {
    const quoted: Body = {
      type: 'doc',
      content: [
        {
          type: 'quotation',
          attrs: { speaker: 'https://a.co/', role: '', organisation: '' },
          content: [{ type: 'paragraph', content: [link('https://a.co/', 'one')] }],
        },
        {
          type: 'bulletList',
          content: [
            { type: 'listItem', content: [{ type: 'paragraph', content: [link('https://a.co/', 'two'), link('https://b.co/', 'three')] }] },
          ],
        },
      ],
    }
    const changed = JSON.stringify(replaceHref(quoted, 'https://a.co/', 'https://c.co/'))
    expect(changed).toBe(JSON.stringify(quoted).replaceAll('"href":"https://a.co/"', '"href":"https://c.co/"'))
  })

  it('goes, and its words stay, joined to those around them', () =>
    expect(replaceHref(body(words('Read '), link('https://a.co/', 'the report'), words(' today')), 'https://a.co/', null)).toEqual(
      body(words('Read the report today')),
    ))

  it('keeps bold words bold', () => {
    const bold: Inline = { type: 'text', text: 'loud', marks: [{ type: 'link', attrs: { href: 'https://a.co/' } }, { type: 'bold' }] }
    expect(replaceHref(body(bold), 'https://a.co/', null)).toEqual(body({ type: 'text', text: 'loud', marks: [{ type: 'bold' }] }))
  })

  it('that is not there changes nothing', () => {
    expect(replaceHref(body(words('https://a.co/'), link('https://a.co/x', 'x')), 'https://a.co/', null)).toBeNull()
  })
})
