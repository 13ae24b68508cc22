'use client'

/** A fault outside every layout. It cannot use the site's styles; readers see the words of lib/plain-page.mjs instead. */
export default function SiteFault() {
  return (
    <html lang="en-GB">
      <head>
        <title>Something went wrong – Throughline</title>
        <link rel="stylesheet" href="/plain.css" />
      </head>
      <body>
        <main>
          <h1>Something went wrong on our side</h1>
          <p>The page could not be made. It has been noted. Try again in a few minutes.</p>
          <p>
            <a href="/">Go to the front page</a>
          </p>
        </main>
      </body>
    </html>
  )
}
