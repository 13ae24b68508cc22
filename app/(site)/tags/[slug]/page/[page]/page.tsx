import { pageNumber } from '../../../../_parts/reading'
import { TagPage, tagMetadata } from '../../../../_parts/tag-page'

type Params = { params: Promise<{ slug: string; page: string }> }

// Reached as /tags/{slug}?page=2 (next.config.js rewrites it), so that it can be cached.
export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

export async function generateMetadata({ params }: Params) {
  const { slug, page } = await params
  return tagMetadata(slug, pageNumber(page))
}

export default async function FurtherTagPage({ params }: Params) {
  const { slug, page } = await params
  return <TagPage slug={slug} page={pageNumber(page)} />
}
