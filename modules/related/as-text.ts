/** A related list as plain text, ready for a mail or a terminal. Pure. */
import { londonDay } from '@/lib/dates'
import { correctionWords } from '@/modules/articles/correction-words'
import { articlePath } from '@/modules/articles/paths'
import type { RelatedLink } from './views'

/** The address a link leads to, whole. `siteUrl` has no slash at its end. */
export const linkAddress = (link: RelatedLink, siteUrl: string): string =>
  link.kind === 'external' ? link.url : `${siteUrl}${articlePath(link.slug)}`

/** "In related news:" and each link in its place, with its day, its reason and its address; '' when there are none. */
export function relatedAsText(links: readonly RelatedLink[], siteUrl: string): string {
  if (links.length === 0) return ''
  const items = links.map((link, at) => {
    const where = link.kind === 'external' ? `${link.reason} (${link.site})` : link.reason
    const corrected = link.kind === 'story' && link.correction ? ` ${correctionWords(link.correction)}.` : ''
    return `${at + 1}. ${link.headline}\n   ${londonDay(link.firstPublishedAt)}.${corrected} ${where}\n   ${linkAddress(link, siteUrl)}\n`
  })
  return `In related news:\n\n${items.join('\n')}`
}
