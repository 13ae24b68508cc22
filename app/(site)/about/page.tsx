import { SitePageView, sitePageMetadata } from '../_parts/site-page'

export const revalidate = false

export const generateMetadata = () => sitePageMetadata('about')

export default function AboutPage() {
  return <SitePageView pageKey="about" />
}
