/**
 * Never shown: unmatched addresses have global-not-found.tsx, the desk has a page of its own, and no reader's page calls
 * notFound(). Next writes this file into every page it renders, twice; without it, a longer one of its own.
 */
export default function NotFound() {
  return <h1>Page not found</h1>
}
