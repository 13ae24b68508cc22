/**
 * 404 for an address that is no page at all, with the document around it: Next shows this file instead of a layout and a page.
 * As a plain not-found.tsx, the whole of it would be written a second and a third time into every page that is rendered.
 */

import { MissingPage, missingMetadata } from './(site)/_parts/status-pages'
import RootLayout, { metadata as siteMetadata } from './layout'

export { viewport } from './layout'
export const metadata = { ...siteMetadata, ...missingMetadata }

export default function GlobalNotFound() {
  return (
    <RootLayout>
      <MissingPage />
    </RootLayout>
  )
}
