/** The second pair of eyes: what house style and record say while a story is written, mended or left by keyboard alone. */
import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const body = (page: Page) => page.getByRole('textbox', { name: 'Body', exact: true })
const headline = (page: Page) => page.getByRole('textbox', { name: 'Headline', exact: true })
const finding = (page: Page, words: string) => page.getByRole('article', { name: new RegExp(`: ${words}$`) })

test('A writer is told of slips where they stand, and mends or leaves each with one key', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  await headline(page).fill('Ofcom inspectors publish a report')
  await body(page).click()
  await page.keyboard.type('The inspection report comprises of two parts. A pupil who is wheelchair-bound was heard.')
  await expect(page.getByRole('tab', { name: 'Checks 3' })).toBeVisible()
  await expect(body(page).locator('span', { hasText: /^wheelchair-bound$/ })).toHaveCSS('text-decoration-style', 'wavy')

  // From the words to the first finding after the caret, and along the list by keys.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Alt+KeyJ')
  await expect(finding(page, 'comprises of')).toBeFocused()
  await page.keyboard.press('f')
  await expect(body(page)).toContainText('The inspection report comprises two parts.')
  await expect(finding(page, 'comprises of')).toHaveCount(0)
  await page.keyboard.press('ArrowUp')
  await finding(page, 'Ofcom').focus()
  await page.keyboard.press('f')
  await expect(headline(page)).toHaveValue('Ofsted inspectors publish a report')

  // Left with a reason: not asked again, also not after the page was left.
  await finding(page, 'wheelchair-bound').focus()
  await page.keyboard.press('l')
  await page.getByLabel('Why it stays as it is').fill('The title of a play')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Checks', exact: true })).toBeVisible()
  await expect(page.getByText('Nothing found.')).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await page.waitForURL(/\/admin\/articles\/[0-9a-f-]{36}/)
  await page.reload()
  await page.getByRole('tab', { name: 'Checks' }).click()
  await page.getByText('Left as it is (1)').click()
  await expect(page.getByText('The title of a play')).toBeVisible()
  await page.getByRole('button', { name: 'Take it up again' }).click()
  await expect(finding(page, 'wheelchair-bound')).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const kept = await make.query(`select rule, state from style_finding where article_id = '${id}' order by rule`)
  expect(kept).toEqual([{ rule: 'HS50', state: 'open' }])

  // Before publishing, one line says so, and nothing is kept back.
  await page.getByRole('tab', { name: 'Workflow' }).click()
  await expect(page.getByText('1 error in Checks')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled()
})

test('The list is made anew under somebody’s hands without taking the focus away', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const { id } = await make.draft({ headline: 'Two bodies', body: ['It comprises of two bodies.', 'An OFSTED report.'] })
  await page.goto(`/admin/articles/${id}?panel=checks`)
  await finding(page, 'OFSTED').focus()
  await page.keyboard.press('Enter')
  await expect(body(page)).toBeFocused()
  expect(await page.evaluate(() => String(window.getSelection()))).toBe('OFSTED')
  await finding(page, 'OFSTED').focus()
  const answered = page.waitForResponse(/questions\/checks/)
  await page.evaluate(() => {
    const field = document.getElementById('headline') as HTMLTextAreaElement
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
    set?.call(field, 'An OFSTED report on two bodies')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await answered
  await expect(page.getByRole('tab', { name: 'Checks 3' })).toBeVisible()
  await expect(page.locator(':focus')).toHaveAccessibleName('Warning: OFSTED')
})

test('What is found in who is named under a quotation is shown and mended in its field', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const quotation = {
    type: 'quotation' as const,
    attrs: { speaker: 'Ann Roe', role: 'Senco lead', organisation: '' },
    content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'It helped.' }] }],
  }
  const { id } = await make.draft({ headline: 'Named under a quotation', body: { type: 'doc', content: [quotation] } })
  await page.goto(`/admin/articles/${id}?panel=checks`)
  const role = page.getByRole('textbox', { name: 'Role', exact: true })
  await finding(page, 'Senco').focus()
  await page.keyboard.press('Enter')
  await expect(role).toBeFocused()
  expect(await role.evaluate((field: HTMLInputElement) => field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0))).toBe(
    'Senco',
  )
  await finding(page, 'Senco').focus()
  await page.keyboard.press('f')
  await expect(role).toHaveValue('SENCO lead')
  await expect(body(page)).toContainText('It helped.')
})
