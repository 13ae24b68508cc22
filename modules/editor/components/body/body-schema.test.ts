import { getSchema } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { type Body, validateBody } from '@/modules/articles/body'
import { TEMPLATE_FORMS, templateOf } from '@/modules/articles/templates'
import { bodyOfDocument } from '../../body-document'
import { wordsOf } from '../comments/body-words'
import { bodyExtensions } from './body-extensions'

const schema = getSchema(bodyExtensions)
/** What a save would send after the editor has opened a body. */
const opened = (body: Body) => validateBody(bodyOfDocument(schema.nodeFromJSON(body).toJSON()))

describe('The editor', () => {
  it.each(TEMPLATE_FORMS)('holds the template for %s as it is stored', (form) => {
    schema.nodeFromJSON(templateOf(form)).check()
    expect(opened(templateOf(form))).toEqual({ ok: true, value: templateOf(form) })
  })

  it('keeps a fact by its name, and reads it as its value, or as its mark while that is not known', () => {
    const body: Body = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'So far ' },
            { type: 'fact', attrs: { slug: 'areas-inspected' }, marks: [{ type: 'bold' }] },
            { type: 'text', text: ' areas.' },
          ],
        },
      ],
    }
    schema.nodeFromJSON(body).check()
    expect(opened(body)).toEqual({ ok: true, value: body })
    expect(wordsOf(schema.nodeFromJSON(body)).text).toBe('So far [areas-inspected] areas.')
  })
})
