import { AreaPage, areaMetadata } from '../../_parts/area-page'

type Params = { params: Promise<{ slug: string }> }

export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

export const generateMetadata = async ({ params }: Params) => areaMetadata((await params).slug, 1)

export default async function FirstAreaPage({ params }: Params) {
  return <AreaPage slug={(await params).slug} page={1} />
}
