/**
 * The page of last resort: for requests that never reach Next, and for faults in the rest. Plain HTML with the style
 * sheet of public/plain.css; it needs neither the database nor the build.
 */
const escaped = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/**
 * @param {{ title: string, text: string }} words
 * @returns {string}
 */
export function plainPage({ title, text }) {
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} – Throughline</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
<p><a href="/">Go to the front page</a></p>
</main>
</body>
</html>
`
}

export const FAULT = {
  title: 'Something went wrong on our side',
  text: 'The page could not be made. It has been noted. Try again in a few minutes.',
}
