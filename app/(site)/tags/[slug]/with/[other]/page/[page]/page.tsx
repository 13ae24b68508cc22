import { CombinationPage, combinationMetadata } from '../../../../../../_parts/combination-page'
import { pageNumber } from '../../../../../../_parts/reading'

type Params = { params: Promise<{ slug: string; other: string; page: string }> }

// Reached as /tags/{slug}/with/{other}?page=2 (next.config.js rewrites it), so that it can be cached.
export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

export async function generateMetadata({ params }: Params) {
  const { slug, other, page } = await params
  return combinationMetadata({ slug, other, page: pageNumber(page) })
}

export default async function FurtherCombinationPage({ params }: Params) {
  const { slug, other, page } = await params
  return <CombinationPage slug={slug} other={other} page={pageNumber(page)} />
}
