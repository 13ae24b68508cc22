import { getSchema } from '@tiptap/core'
import { bodyExtensions } from '../body/body-extensions'
import { storyFromDocument } from '../body/body-field'

/** One line of an import from the HTML of a document, read as the editor reads it; null when it holds no story. */
export function storyLineOf(html: string): string | null {
  const story = storyFromDocument(html, { schema: getSchema(bodyExtensions) })
  if (!story) return null
  const { headline, standfirst, body, relatedHeadlines } = story
  return JSON.stringify({ headline, standfirst, body, related_headlines: relatedHeadlines })
}
