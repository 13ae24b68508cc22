'use server'
import { headers } from 'next/headers'
import { done } from '@/lib/errors'
import { callAction, openFormAction } from '@/modules/auth/form-action'
import { peerAddress } from '@/modules/auth/throttle'
import { createPreviewLink } from './commands/create-preview-link'
import { revokePreviewLink } from './commands/revoke-preview-link'
import { sayByLink } from './commands/say-by-link'
import { previewPath } from './preview-token'
import { listPreviewLinks } from './queries/list-links'
import { createPreviewLinkSchema, linksOfSchema, revokePreviewLinkSchema, sayByLinkSchema } from './schema'

// The story editor stays open, and shows a new link once.
export const createPreviewLinkAction = callAction(createPreviewLinkSchema, createPreviewLink)
export const revokePreviewLinkAction = callAction(revokePreviewLinkSchema, revokePreviewLink)
/** Asked by the story editor. */
export const linksOfAction = callAction(linksOfSchema, async (actor, { articleId }, now) =>
  done(await listPreviewLinks(actor, articleId, now)),
)
/** Of a visitor, whom nobody knows: the token in the form is what lets them in. */
export const sayByLinkAction = openFormAction(
  sayByLinkSchema,
  async (input, now) => sayByLink(input, { peer: peerAddress((await headers()).get('x-forwarded-for')) }, now),
  { after: ({ token }) => `${previewPath(token)}?said=1` },
)
