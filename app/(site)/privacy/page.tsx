import { SitePageView, sitePageMetadata } from '../_parts/site-page'

export const revalidate = false

export const generateMetadata = () => sitePageMetadata('privacy')

export default function PrivacyPage() {
  return <SitePageView pageKey="privacy" />
}
