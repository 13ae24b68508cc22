import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import './tokens.css'
import './globals.css'

export const metadata: Metadata = {
  title: 'Throughline',
  description: 'News of SEND inspections in England: what was found, and what happened next.',
  icons: { icon: { url: '/favicon.svg', type: 'image/svg+xml' } },
  formatDetection: { telephone: false, address: false, email: false, date: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfcfa' },
    { media: '(prefers-color-scheme: dark)', color: '#111715' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en-GB">
      <body>{children}</body>
    </html>
  )
}
