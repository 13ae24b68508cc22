'use client'
import { useEffect, useRef, useState } from 'react'
import { previewRelatedAction } from '../../actions'
import type { EditorRelated } from '../../related-answer'
import { handOf, type StoryForm } from '../../story-form'

/** Keys of one press come together; the answer itself takes longer than this. */
const QUIET_MILLISECONDS = 40

export type RelatedPreview = { links: EditorRelated['links'] | null; ids: EditorRelated['ids']; failed: boolean }

/** What the list rests on, saved or not. */
export function relatedQuestion(articleId: string | null, form: StoryForm) {
  const tagSlugs = form.tags.map((tag) => tag.slug)
  return {
    articleId,
    headline: form.headline.slice(0, 200),
    tagSlugs,
    ...handOf(form),
    evergreen: form.evergreen,
    storyDate: form.storyDate || null,
  }
}

/**
 * The related list as readers would see it now. The answer to the latest question wins; `links` is null before the
 * first, and while an empty list is asked for again because of another tag: “none” would be said of the old tags.
 */
export function useRelated(articleId: string | null, form: StoryForm): RelatedPreview {
  const [preview, setPreview] = useState<RelatedPreview & { linked: string }>({ links: null, ids: {}, failed: false, linked: '' })
  const asked = useRef(0)
  const { headline: _, evergreen: __, ...rest } = relatedQuestion(articleId, form)
  const linked = JSON.stringify(rest)
  const question = JSON.stringify(relatedQuestion(articleId, form))
  useEffect(() => {
    asked.current += 1
    const mine = asked.current
    const timer = setTimeout(async () => {
      const answer = await previewRelatedAction(JSON.parse(question)).catch(() => null)
      if (mine !== asked.current) return
      setPreview((before) => (answer?.ok ? { ...answer.value, failed: false, linked } : { ...before, failed: true, linked }))
    }, QUIET_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [question, linked])
  return preview.links?.length === 0 && preview.linked !== linked ? { links: null, ids: {}, failed: false } : preview
}
