'use client'
import { useEffect, useRef, useState } from 'react'
import type { RelatedLink } from '@/modules/related/views'
import { previewRelatedAction } from '../../actions'
import { handOf, type StoryForm } from '../../story-form'

/** Time without a change before the list is asked for again. */
const QUIET_MILLISECONDS = 250

export type RelatedPreview = { links: RelatedLink[] | null; failed: boolean }

/**
 * The related list as readers would see it now. The answer to the latest question wins; `links` is null before the
 * first, and while an empty list is asked for again because of another tag: “none” would be said of the old tags.
 */
export function useRelated(articleId: string | null, form: StoryForm): RelatedPreview {
  const [preview, setPreview] = useState<RelatedPreview & { linked: string }>({ links: null, failed: false, linked: '' })
  const asked = useRef(0)
  const tagSlugs = form.tags.map((tag) => tag.slug)
  const hand = handOf(form)
  const linked = JSON.stringify([tagSlugs, hand])
  const question = JSON.stringify({ articleId, headline: form.headline.slice(0, 200), tagSlugs, ...hand, evergreen: form.evergreen })
  useEffect(() => {
    asked.current += 1
    const mine = asked.current
    const timer = setTimeout(async () => {
      const answer = await previewRelatedAction(JSON.parse(question)).catch(() => null)
      if (mine !== asked.current) return
      setPreview((before) => ({ links: answer?.ok ? answer.value : before.links, failed: !answer?.ok, linked }))
    }, QUIET_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [question, linked])
  return preview.links?.length === 0 && preview.linked !== linked ? { links: null, failed: false } : preview
}
