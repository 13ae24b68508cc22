/** Whether a preview link shows anything. Pure. */

export type LinkStanding = {
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  /** Made while the story was sensitive, by somebody named on it. */
  madeClosed: boolean
}

export type SharedStory = {
  sensitive: boolean
  embargoUntil: Date | null
  withdrawnAt: Date | null
}

/** 'blocked': the story was put under embargo, closed or withdrawn after the link was made. */
export type LinkState = 'open' | 'revoked' | 'expired' | 'blocked'

/**
 * What has become of a link. A link that was made before its story was closed or withdrawn shows nothing while that lasts; one
 * made while it was sensitive shows it as long as whoever made it is named there (`makerNamed`). Under embargo none does.
 */
export function linkState(link: LinkStanding, story: SharedStory, makerNamed: boolean, now: Date): LinkState {
  if (link.revokedAt !== null) return 'revoked'
  if (link.expiresAt <= now) return 'expired'
  if (story.embargoUntil !== null && story.embargoUntil > now) return 'blocked'
  if (story.sensitive && !(link.madeClosed && makerNamed)) return 'blocked'
  return story.withdrawnAt !== null && story.withdrawnAt >= link.createdAt ? 'blocked' : 'open'
}
