import { AreaPage, areaMetadata } from '../../../../_parts/area-page'
import { pageNumber } from '../../../../_parts/reading'

type Params = { params: Promise<{ slug: string; page: string }> }

// Reached as /areas/{slug}?page=2 (next.config.js rewrites it), so that it can be cached.
export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

export async function generateMetadata({ params }: Params) {
  const { slug, page } = await params
  return areaMetadata(slug, pageNumber(page))
}

export default async function FurtherAreaPage({ params }: Params) {
  const { slug, page } = await params
  return <AreaPage slug={slug} page={pageNumber(page)} />
}
