import 'server-only'
import type { Prisma } from '@/lib/db'

/** What a revision says in words and facts. */
export const WORDS = {
  headline: true,
  standfirst: true,
  body: true,
  byline: true,
  storyDate: true,
  evergreen: true,
  sourceUrl: true,
  form: true,
  leadPicture: true,
} as const satisfies Prisma.RevisionSelect

/** What it decides by hand about its related list, in the order in which that is stored. */
export const HAND = {
  pins: {
    select: { headline: true, headlineKey: true, targetId: true, url: true, datedOn: true, expiresAt: true, note: true },
    orderBy: { position: 'asc' },
  },
  exclusions: { select: { targetId: true, note: true }, orderBy: { targetId: 'asc' } },
} as const satisfies Prisma.RevisionSelect
