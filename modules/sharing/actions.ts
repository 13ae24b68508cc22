'use server'
import { headers } from 'next/headers'
import { formAction, openFormAction } from '@/modules/auth/form-action'
import { peerAddress } from '@/modules/auth/throttle'
import { createPreviewLink } from './commands/create-preview-link'
import { revokePreviewLink } from './commands/revoke-preview-link'
import { sayByLink } from './commands/say-by-link'
import { previewPath } from './preview-token'
import { createPreviewLinkSchema, revokePreviewLinkSchema, sayByLinkSchema } from './schema'

/** The page stays open and shows the link, once. */
export const createPreviewLinkAction = formAction(createPreviewLinkSchema, createPreviewLink)
export const revokePreviewLinkAction = formAction(revokePreviewLinkSchema, revokePreviewLink, {
  after: () => ({ message: 'The link shows nothing any more.' }),
})
/** Of a visitor, whom nobody knows: the token in the form is what lets them in. */
export const sayByLinkAction = openFormAction(
  sayByLinkSchema,
  async (input, now) => sayByLink(input, { peer: peerAddress((await headers()).get('x-forwarded-for')) }, now),
  { after: ({ token }) => `${previewPath(token)}?said=1` },
)
