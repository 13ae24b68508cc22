import { MissingPage, missingMetadata } from './(site)/_parts/status-pages'

export const metadata = missingMetadata

export default function NotFound() {
  return <MissingPage />
}
