import { CorrectionsPage, correctionsMetadata } from '../_parts/corrections-page'

export const revalidate = false

export const generateMetadata = () => correctionsMetadata(1)

export default function CorrectionsIndexPage() {
  return <CorrectionsPage page={1} />
}
