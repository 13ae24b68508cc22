import { CombinationPage, combinationMetadata } from '../../../../_parts/combination-page'

type Params = { params: Promise<{ slug: string; other: string }> }

// Cached until a story of one of the two tags comes, goes or changes.
export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

export const generateMetadata = async ({ params }: Params) => combinationMetadata({ ...(await params), page: 1 })

export default async function FirstCombinationPage({ params }: Params) {
  return <CombinationPage {...(await params)} page={1} />
}
