/** A reader new to the field opens a word where it stands, without script, and goes on reading. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const BODY = [
  'The integrated care board and the council answer for the plan.',
  ...Array.from(
    { length: 12 },
    (_, at) => `Paragraph ${at + 1} says what the council does for children and their families in its schools.`,
  ),
  'A SENCO in each school helps with an education, health and care (EHC) plan. Nobody at the integrated care board was surprised.',
]

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a word opens in place, is closed by going back, and the reader is where she was', async ({ make, page, request }) => {
    const story = await make.live({ body: BODY })
    await page.goto(`/news/${story.slug}`)
    const words = page.getByRole('region', { name: 'Words used in this story' })
    await expect(words.getByRole('term')).toHaveText(['Integrated care board (ICB)', 'SENCO', 'EHC plan (EHCP)'])

    const word = page.getByRole('article').getByRole('link', { name: 'SENCO', exact: true })
    await word.focus()
    await page.keyboard.press('Enter')
    const meaning = words.getByText('Special educational needs co-ordinator: the person in a school')
    await expect(meaning).toBeInViewport()
    await expect(word).toBeInViewport()
    await page.keyboard.press('Tab')
    const back = words.getByRole('link', { name: 'Back to “SENCO”' })
    await expect(back).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(word).toBeInViewport()
    await expect(meaning).not.toBeInViewport()

    const feed = await (await request.get('/feeds/news.atom')).text()
    expect(feed.includes(story.slug)).toBe(true)
    expect(feed).not.toContain('word-senco')
  })
})

test('the open word fits a narrow screen and is readable in both themes; the glossary has it too', async ({ make, page }) => {
  const story = await make.live({ body: BODY })
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(`/news/${story.slug}`)
  await page.getByRole('link', { name: 'integrated care board', exact: true }).click()
  await expect(page.getByText('The NHS body that plans and buys health services')).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await expectNoAccessibilityProblems(page)
  await page.getByRole('link', { name: 'All words explained' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary')
  await expect(page.getByRole('term').filter({ hasText: 'Integrated care board (ICB)' })).toBeVisible()
})
