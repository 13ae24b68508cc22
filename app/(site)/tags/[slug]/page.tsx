import { TagPage, tagMetadata } from '../../_parts/tag-page'

type Params = { params: Promise<{ slug: string }> }

// Cached until a story of this tag comes, goes or changes.
export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

export const generateMetadata = async ({ params }: Params) => tagMetadata((await params).slug, 1)

export default async function FirstTagPage({ params }: Params) {
  return <TagPage slug={(await params).slug} page={1} />
}
