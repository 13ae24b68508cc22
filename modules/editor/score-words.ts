/** What a link of the related list is worth, in an editor's words. Pure. */
import type { RelatedLink } from '@/modules/related/views'

/** "307 points × 0.75 for its age = 230"; an evergreen story keeps its part at any age. */
export function scoreWords({ points, score }: Pick<RelatedLink, 'points' | 'score'>, evergreen: boolean): string {
  const worth = Math.round(score / 1000)
  if (worth === points || points === 0) return `${points} points`
  const part = (score / 1000 / points).toFixed(2)
  return `${points} points × ${part} ${evergreen ? 'as an evergreen story' : 'for its age'} = ${worth}`
}
