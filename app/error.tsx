'use client'

/**
 * A fault while a signed-in page is shown. Readers see the words of lib/plain-page.mjs instead: their pages carry no script
 * that could swap this in.
 */
export default function PageFault({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <h1>Something went wrong on our side</h1>
      <p>It has been noted. What you had saved is safe; what you had not may still be in the form if you go back.</p>
      <p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </p>
      <p>
        <a href="/admin">Go to the desk</a>
      </p>
    </main>
  )
}
