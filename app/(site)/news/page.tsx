import { NewsPage, newsMetadata } from '../_parts/news-page'

export const revalidate = false

export const generateMetadata = () => newsMetadata(1)

export default function FirstNewsPage() {
  return <NewsPage page={1} />
}
