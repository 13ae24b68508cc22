/** Every kind of reader's page, asked by axe in light and in dark, on a wide screen and a narrow one; and by keyboard. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'
import { PAGES_TO_LOOK_AT } from './public-routes'

const STATES = ['/news/suffolk-report-published', '/no-such-page', '/areas/isles-of-scilly']
/** Where a narrow screen is laid out otherwise. */
const NARROW = ['/', '/news', '/news/dorset-typically-positive', '/areas/dorset', '/inspections', '/search?q=inspection', '/no-such-page']

for (const [width, addresses] of [
  [1280, [...PAGES_TO_LOOK_AT, ...STATES]],
  [360, NARROW],
] as const) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 800 } })
    for (const address of addresses) {
      test(`${address} has no accessibility problems`, async ({ page }) => {
        // Axe looks at each of a long table's cells twice: on a busy machine that is more than the usual time.
        test.slow()
        await page.goto(address)
        for (const summary of await page.locator('summary').all()) await summary.click()
        await expectNoAccessibilityProblems(page)
      })
    }
  })
}

test('the keyboard reaches the content past the masthead and past the map', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Find your area')).toBeFocused()
  await page.getByRole('link', { name: 'Skip the map' }).press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'The same facts as a table' })).toBeFocused()
})

test('every tile of the map is a link that says its area and outcome, as the table does', async ({ page }) => {
  await page.goto('/')
  const tiles = page.getByRole('group', { name: 'England, area by area' }).getByRole('link')
  await expect(tiles).toHaveCount(153)
  await expect(tiles.and(page.getByRole('link', { name: /^Dorset: typically positive, report published 15 May 2024$/ }))).toHaveAttribute(
    'href',
    '/areas/dorset',
  )
  await page.getByText('All 153 areas: outcome').click()
  await expect(page.getByRole('region', { name: 'All areas with their latest full inspection' }).getByRole('row')).toHaveCount(154)
})
