/** An editor brings stories in from files: sees what would come of it, mends what is refused, and stores the rest. */
import type { Route } from '@playwright/test'
import { para, wordFile } from '../lib/testing/word-file'
import { expect, test } from './fixtures'

const line = (story: object): string => JSON.stringify({ standfirst: 'What happened', body: ['The report is out.'], ...story })
const lines = (...stories: object[]) => ({
  name: 'stories.jsonl',
  mimeType: 'application/json',
  buffer: Buffer.from(stories.map(line).join('\n')),
})

test('a file of stories is looked at first, and stored by one more press', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const known = await make.live()
  const headline = `From the archive ${known.number}`
  await page.goto('/admin/articles')
  await page.getByRole('link', { name: 'Import stories' }).click()
  const file = page.getByLabel('File of stories, or Word files')
  await file.setInputFiles(
    lines({ headline, related_headlines: [known.headline, 'Not there yet'] }, { headline: 'Two', tags: ['no-such-tag'] }),
  )
  await expect(page.getByRole('heading', { name: 'This would store 1 story, 1 line refused' })).toBeFocused()
  await expect(
    page
      .getByRole('table', { name: /^Refused/ })
      .getByRole('row')
      .nth(1),
  ).toHaveText(/^2tagsThere is no tag “no-such-tag”/)
  await expect(page.getByRole('table', { name: /^Related links found/ })).toContainText(known.slug)
  await expect(page.getByRole('table', { name: /^Related headlines that wait/ })).toContainText('Not there yet')
  const stored = () =>
    make.query(`select state from article a join revision r on r.id = a.head_revision_id where r.headline = '${headline}'`)
  expect(await stored()).toEqual([])
  await page.getByRole('button', { name: 'Store this story' }).click()
  await expect(page.getByRole('heading', { name: 'Stored: 1 story, 1 line refused' })).toBeFocused()
  expect(await stored()).toEqual([{ state: 'draft' }])
})

test('Word files come in together, published where that is ticked, once also when an answer was lost; another file is refused in words', async ({
  page,
  signInAs,
  make,
  expectConsoleError,
}) => {
  await signInAs('editor')
  const { number } = await make.draft()
  const document = (headline: string) =>
    wordFile({ body: [para(headline, 'Title'), para('What happened'), para('The report is out.')].join('') })
  const word = (name: string, buffer: Buffer) => ({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer,
  })
  await page.goto('/admin/import')
  const file = page.getByLabel('File of stories, or Word files')
  await file.setInputFiles(word('a.docx', Buffer.from('no document')))
  await expect(page.getByRole('alert').filter({ hasText: 'The file is not a Word document' })).toBeVisible()
  const both = [word('a.docx', document(`First in Word ${number}`)), word('b.docx', document(`Second in Word ${number}`))]
  const lookAgain = async () => {
    await page.getByLabel(/^Publish them at once/).check()
    await file.setInputFiles(both)
    await expect(page.getByRole('heading', { name: 'This would store 2 stories' })).toBeFocused()
  }
  const store = () => page.getByRole('button', { name: 'Store and publish these 2 stories' }).click()
  await lookAgain()
  expectConsoleError(/ERR_FAILED/)
  const lose = async (route: Route) => {
    await route.fetch()
    await route.abort()
  }
  await page.route('**/admin/import/stories', lose, { times: 1 })
  await store()
  await expect(page.getByRole('alert').filter({ hasText: 'What was stored already is not stored a second time' })).toBeVisible()
  await page.reload()
  await lookAgain()
  await expect(page.getByRole('cell', { name: 'Live, stored by an earlier press' })).toHaveCount(2)
  await store()
  await expect(page.getByRole('heading', { name: 'Stored: 2 stories' })).toBeVisible()
  expect(await make.query(`select slug from article where headline like '% in Word ${number}' order by slug`)).toEqual([
    { slug: `first-in-word-${number}` },
    { slug: `second-in-word-${number}` },
  ])
  await page.goto(`/news/first-in-word-${number}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`First in Word ${number}`)
})

test('an author is told that she may not', async ({ page, signInAs }) => {
  await signInAs('author')
  await page.goto('/admin/import')
  await expect(page.getByText(/You may not import stories/)).toBeVisible()
})
