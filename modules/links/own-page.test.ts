import { expect, it } from 'vitest'
import { ownPage } from './own-page'

it.each<[string, object | null]>([
  ['/news/a-story', { kind: 'story', slug: 'a-story' }],
  ['/news/a-story?from=x#part', { kind: 'story', slug: 'a-story' }],
  ['/news/a-story/', { kind: 'story', slug: 'a-story' }],
  ['https://news.example/news/a-story', { kind: 'story', slug: 'a-story' }],
  ['/tags/send', { kind: 'tag', slug: 'send' }],
  ['/tags/send/page/2', { kind: 'tag', slug: 'send' }],
  ['/areas/kent', { kind: 'area', slug: 'kent' }],
  ['/areas/find', { kind: 'fixed' }],
  ['/inspections/kent-2025', { kind: 'inspection', slug: 'kent-2025' }],
  ['/news/page/3', { kind: 'fixed' }],
  ['/', { kind: 'fixed' }],
  ['/about', { kind: 'fixed' }],
  ['/glossary', { kind: 'fixed' }],
  ['/feeds/all.atom', { kind: 'fixed' }],
  ['/wp-login.php', { kind: 'none' }],
  ['/news/a/b', { kind: 'none' }],
  ['/admin', { kind: 'none' }],
  ['https://elsewhere.example/news/a', null],
  ['http://news.example/news/a', null],
  ['https://news.example.evil.example/news/a', null],
])('%s', (url, page) => expect(ownPage(url, 'https://news.example')).toEqual(page))
