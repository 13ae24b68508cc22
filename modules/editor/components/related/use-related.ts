'use client'
import { useEffect, useState } from 'react'
import { finishedHand } from '../../hand'
import type { EditorRelated } from '../../related-answer'
import { handOf, type StoryForm } from '../../story-form'
import { ask } from './ask'

/** Keys of one press come together; the answer itself takes longer than this. */
const QUIET_MILLISECONDS = 40

export type RelatedPreview = Omit<EditorRelated, 'links'> & { links: EditorRelated['links'] | null; failed: boolean }

const nothing: RelatedPreview = { links: null, ids: {}, evergreen: [], leftOutBy: [], failed: false }

/** What the list rests on, saved or not, without what is still being typed. */
export function relatedQuestion(articleId: string | null, form: StoryForm) {
  const tagSlugs = form.tags.map((tag) => tag.slug)
  return {
    articleId,
    headline: form.headline.slice(0, 200),
    tagSlugs,
    ...handOf(finishedHand(form)),
    evergreen: form.evergreen,
    storyDate: form.storyDate || null,
  }
}

/**
 * The related list as readers would see it now. The answer to the latest question wins; `links` is null before the
 * first, and while an empty list is asked for again because of another tag: “none” would be said of the old tags.
 */
export function useRelated(articleId: string | null, form: StoryForm): RelatedPreview {
  const [preview, setPreview] = useState<RelatedPreview & { linked: string }>({ ...nothing, linked: '' })
  const { headline: _, evergreen: __, ...rest } = relatedQuestion(articleId, form)
  const linked = JSON.stringify(rest)
  const question = JSON.stringify(relatedQuestion(articleId, form))
  useEffect(() => {
    const old = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await ask('related', JSON.parse(question), old.signal)
      if (old.signal.aborted) return
      setPreview((before) => (answer?.ok ? { ...answer.value, failed: false, linked } : { ...before, failed: true, linked }))
    }, QUIET_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      old.abort()
    }
  }, [question, linked])
  return preview.links?.length === 0 && preview.linked !== linked ? nothing : preview
}
