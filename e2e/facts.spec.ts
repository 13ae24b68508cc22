import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

async function enterFact(page: Page, { label, value }: { label: string; value: string }) {
  await page.goto('/admin/facts/new')
  await field(page, 'What it is').fill(label)
  await field(page, 'Value').fill(value)
  await page.getByRole('button', { name: 'Enter fact' }).click()
  await expect(page.getByRole('status')).toContainText('The fact is entered.')
}

test('A fact is entered once, inserted by keyboard, and changed in what readers have', async ({
  page,
  signInAs,
  make,
  expectConsoleError,
}) => {
  await signInAs('editor')
  const { number } = await make.draft()
  const label = `Lanterns counted ${number}`
  await enterFact(page, { label, value: `ninety-nine of ${number}` })
  await expect(page.getByText('No story shows it.')).toBeVisible()
  await expectNoAccessibilityProblems(page)

  // Before the page is there: however early it asks.
  expectConsoleError(/ERR_FAILED/)
  await page.route('**/questions/facts', (route) => route.abort())
  await page.goto('/admin/articles/new')
  await field(page, 'Headline').fill(`Lanterns are counted ${number}`)
  await field(page, 'Body').click()
  await page.keyboard.type('So far ')
  await page.keyboard.press('Control+Alt+f')
  const dialog = page.getByRole('dialog', { name: 'Insert a fact' })
  await expect(dialog.getByRole('status')).toHaveText('The newsroom did not answer. Try again.')
  await page.unroute('**/questions/facts')
  await dialog.getByRole('button', { name: 'Look again' }).click()
  await dialog.getByRole('searchbox', { name: 'Find a fact' }).fill(`lanterns ${number}`)
  await expect(dialog.getByRole('status')).toHaveText('1 fact. Enter inserts it.')
  await expectNoAccessibilityProblems(page)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await page.keyboard.type(' lanterns stand.')
  await expect(field(page, 'Body')).toContainText(`So far ninety-nine of ${number} (fact) lanterns stand.`)
  await expectNoAccessibilityProblems(page)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const address = await page.getByRole('link', { name: 'View the story' }).getAttribute('href')

  const reader = await page.context().browser()?.newContext()
  const shown = await reader?.newPage()
  if (!shown || !address) throw new Error('no reader')
  await shown.goto(address)
  await expect(shown.getByText(`So far ninety-nine of ${number} lanterns stand.`)).toBeVisible()

  // In the navigation once there is one.
  await page.getByRole('navigation', { name: 'Newsroom' }).getByRole('link', { name: 'Facts' }).click()
  await page.getByRole('link', { name: label }).click()
  await expect(page.getByRole('complementary', { name: 'Where it is shown' })).toContainText(`Lanterns are counted ${number}`)
  await expect(page.getByRole('button', { name: 'Delete fact' })).toHaveCount(0)
  await field(page, 'Value').fill(`a hundred and four of ${number}`)
  await page.getByRole('button', { name: 'Save fact' }).click()
  await expect(page.getByRole('status')).toHaveText('The fact is saved. Readers see it in 1 live story.')
  await shown.reload()
  await expect(shown.getByText(`So far a hundred and four of ${number} lanterns stand.`)).toBeVisible()
  const found = await shown.request.get(`/search?q=${encodeURIComponent(`a hundred and four of ${number}`)}`)
  expect(await found.text()).toContain(`/news/lanterns-are-counted-${number}`)
  await reader?.close()
})

test('A story begins with the order of facts of its form, is not published with a gap, and one undo takes it away', async ({
  page,
  signInAs,
}) => {
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  const body = field(page, 'Body')
  const offer = page.getByRole('group', { name: 'Start from:' })
  await expect(offer.getByRole('button')).toHaveText(['Inspection result', 'Monitoring visit', 'Reaction', 'Explainer'])
  await expectNoAccessibilityProblems(page)
  await offer.getByRole('button', { name: 'Reaction' }).click()
  await expect(body.getByRole('heading')).toHaveText(['What it is about', 'What others say', 'What happens next'])
  await expect(offer).toBeHidden()
  // The first gap stands chosen.
  await page.keyboard.insertText('The lantern keepers')
  await expect(body).toContainText('The lantern keepers has responded to [what they respond to]')
  await expectNoAccessibilityProblems(page)
  await page.keyboard.press('Control+Alt+g')
  await page.keyboard.insertText('the report')
  await expect(body).toContainText('has responded to the report, which')

  await field(page, 'Headline').fill('The lantern keepers answer')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toContainText('Fill in “[day it came out]”')

  await body.press('Control+z')
  await expect(body).toContainText('[what they respond to]')
  await body.press('Control+z')
  await expect(body).toContainText('[Who has responded]')
  await body.press('Control+z')
  await expect(body).toHaveText('')
  await page.getByRole('tab', { name: /^Story details/ }).click()
  await expect(page.getByRole('combobox', { name: 'Form' })).toHaveValue('reaction')
  await expect(offer.getByRole('button')).toHaveText(['Reaction'])
})
