import { SitePageView, sitePageMetadata } from '../_parts/site-page'

export const revalidate = false

export const generateMetadata = () => sitePageMetadata('contact')

export default function ContactPage() {
  return <SitePageView pageKey="contact" />
}
