/** An editor tags many stories: from a search, from a selection and from a file; sees it first, and takes it back. */
import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const add = async (page: Page, field: string, label: string) => {
  const box = page.getByRole('combobox', { name: field })
  // Until the script is there, Enter sends the form.
  await expect(async () => {
    await box.fill('')
    await box.fill(label)
    await expect(page.getByRole('option').filter({ hasText: label })).toBeVisible({ timeout: 500 })
  }).toPass()
  await box.press('Enter')
  await expect(page.getByRole('list', { name: `${field}, chosen` })).toContainText(label)
}

test('Everything a search finds gets a tag and loses another, after a look at what would change; and all of it is undone', async ({
  page,
  signInAs,
  make,
}) => {
  const editor = await signInAs('editor')
  const name = `Search ${editor.id.slice(0, 8)}`
  const [old, fresh] = [await make.tag(), await make.tag()]
  const live = await make.live({ headline: `${name} live`, tags: [old.slug] })
  await make.draft({ headline: `${name} draft`, tags: [old.slug] })
  await page.goto(`/admin/articles?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name: 'Change the tags of all 2' }).click()
  await expect(page.getByRole('heading', { name: /^2 found: stories with/ })).toBeVisible()
  await page.getByRole('button', { name: 'See what would change' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText(
    'Choose at least one tag to add or to remove',
  )
  await add(page, 'Tags to add', fresh.label)
  await add(page, 'Tags to remove', old.label)
  await expectNoAccessibilityProblems(page)
  await page.getByRole('button', { name: 'See what would change' }).click()
  await expect(page.getByText('2 stories would change. Nothing has been changed yet.').first()).toBeVisible()
  const row = page.getByRole('listitem').filter({ hasText: live.headline })
  await expect(row.locator('del')).toHaveText(`loses ${old.label}`)
  await expect(row.locator('ins')).toHaveText(`gets ${fresh.label}`)
  expect((await page.request.get(`/tags/${fresh.slug}`)).status()).toBe(404)
  await expectNoAccessibilityProblems(page)
  await page.getByRole('button', { name: 'See which related lists change' }).click()
  await expect(page.getByRole('button', { name: 'See which related lists change' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Change 2 stories' }).click()
  await expect(page.getByRole('button', { name: 'Undo it for 2 stories' })).toBeVisible({ timeout: 20_000 })
  expect(await (await page.request.get(`/tags/${fresh.slug}`)).text()).toContain(live.headline)
  await page.getByRole('button', { name: 'Undo it for 2 stories' }).click()
  await expect(page.getByText(/^Undone: every story has the tags it had/).first()).toBeVisible({ timeout: 20_000 })
  expect((await page.request.get(`/tags/${fresh.slug}`)).status()).toBe(404)
  expect(await (await page.request.get(`/tags/${old.slug}`)).text()).toContain(live.headline)
})

test('Stories ticked in the list, by keyboard', async ({ page, signInAs, make }) => {
  const editor = await signInAs('editor')
  const name = `Ticked ${editor.id.slice(0, 8)}`
  const tag = await make.tag()
  const chosen = await make.draft({ headline: `${name} one` })
  await make.draft({ headline: `${name} two` })
  await page.goto(`/admin/articles?q=${encodeURIComponent(name)}`)
  await page.getByRole('checkbox', { name: `Choose “${chosen.headline}”` }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('link', { name: 'Change tags', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '1 story chosen' })).toBeVisible()
  await add(page, 'Tags to add', tag.label)
  await page.getByRole('button', { name: 'See what would change' }).press('Enter')
  await expect(page.getByText('1 story would change. Nothing has been changed yet.').first()).toBeVisible()
})

test('A file, without script: bad lines are listed, the others planned; how far it is shows by reloading', async ({
  browser,
  signInAs,
  make,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await signInAs('editor', context)
  const page = await context.newPage()
  const [story, tag] = [await make.live(), await make.tag()]
  await page.goto('/admin/tags/bulk')
  await page.getByLabel('Lines', { exact: true }).fill(`slug,add,remove\n${story.slug},${tag.slug},\nno-such-story,${tag.slug},\n`)
  await page.getByRole('button', { name: 'Read the lines' }).click()
  await expect(page.getByText('Line 3, slug: There is no story at this address')).toBeVisible()
  await page.getByRole('button', { name: 'Change 1 story' }).click()
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('button', { name: 'Undo it for 1 story' })).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
  await context.close()
})

test('A story that could not be changed is named on the page on health and on that of the change, and can be left as it is', async ({
  page,
  signInAs,
  make,
}) => {
  const editor = await signInAs('editor')
  const [story, tag] = [await make.draft(), await make.tag()]
  const words = `stories of ${editor.id.slice(0, 8)}`
  const asked = { words, add: [tag.id], remove: [], found: 2, same: 0, skipped: [], skippedInAll: 0, bad: [], badInAll: 0 }
  const [operation] = (await make.query(
    `insert into tag_operation (kind, state, asked, total, done, created_by_name, failure, ended_at)
     values ('bulk', 'stopped', '${JSON.stringify(asked)}', 2, 1, 'Sam', '1 story could not be changed', now()) returning id::text as id`,
  )) as { id: string }[]
  await make.query(
    `insert into tag_operation_story (operation_id, revision_id, article_id, before, after, failure)
     select '${operation?.id}', head_revision_id, id, '{}', '{${tag.id}}', 'The disk is full' from article where id = '${story.id}'`,
  )
  await page.goto('/admin/health')
  const said = page.getByRole('region', { name: 'Tags of many stories' }).getByRole('listitem').filter({ hasText: words })
  await expect(said).toContainText('A change that Sam asked for')
  await expect(said).toContainText('1 story could not be changed')
  await expectNoAccessibilityProblems(page)
  await said.getByRole('link').click()
  await expect(page.getByText('It stopped: 1 story could not be changed. Sam had asked for it.')).toBeVisible()
  const failed = page.getByRole('region', { name: 'Could not be changed' })
  await expect(failed.getByRole('link', { name: story.headline })).toBeVisible()
  await expect(failed.getByText('Something went wrong while its tags were written. Its tags are as they were.')).toBeVisible()
  await expect(failed.getByText('The disk is full')).toHaveCount(0)
  await expectNoAccessibilityProblems(page)
  await page.getByRole('button', { name: 'Leave the others as they are' }).click()
  await expect(failed).toHaveCount(0)
  await page.goto('/admin/health')
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible()
  await expect(page.getByText(words)).toHaveCount(0)
})
