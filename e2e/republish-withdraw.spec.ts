import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const headline = (page: Page) => page.getByRole('textbox', { name: 'Headline', exact: true })

async function open(page: Page, id: string) {
  await page.goto(`/admin/articles/${id}`)
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
}

test('A minor change reaches readers without a word; a told one with its sentence', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.live()
  await open(page, story.id)
  await headline(page).fill(`${story.headline}, corrected`)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('with unpublished changes')).toBeVisible()
  const reader = await page.context().newPage()
  await reader.goto(`/news/${story.slug}`)
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(story.headline)

  await page.getByRole('button', { name: 'Publish changes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish the changes' })
  await dialog.getByRole('button', { name: 'Publish now' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Choose “Minor change” or “Tell readers”')
  await dialog.getByRole('radio', { name: /^Minor change/ }).check()
  await dialog.getByRole('button', { name: 'Publish now' }).click()
  await expect(page.getByRole('link', { name: 'View the story' })).toBeVisible()
  await reader.reload()
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(`${story.headline}, corrected`)
  await expect(reader.getByText('Updated')).toHaveCount(0)

  await headline(page).fill(`${story.headline}, corrected twice`)
  await page.getByRole('button', { name: 'Publish changes' }).click()
  await dialog.getByRole('radio', { name: /^Tell readers/ }).check()
  await dialog.getByRole('textbox', { name: 'What has changed, in one sentence' }).fill('The date of the report was wrong.')
  await dialog.getByRole('button', { name: 'Publish now' }).click()
  await expect(page.getByRole('link', { name: 'View the story' })).toBeVisible()
  await reader.reload()
  await expect(reader.getByText('The date of the report was wrong.')).toBeVisible()
})

test('A withdrawn story leaves a notice with its reason, and comes back at the same address', async ({
  page,
  signInAs,
  make,
  expectConsoleError,
}) => {
  expectConsoleError(/410/)
  await signInAs('editor')
  const story = await make.live()
  await open(page, story.id)
  await page.getByRole('tab', { name: 'Story details' }).click()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  const dialog = page.getByRole('dialog', { name: 'Withdraw this story' })
  await expect(dialog).toContainText(`/news/${story.slug}`)
  await dialog.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Enter why the story is withdrawn')
  await dialog.getByRole('textbox').fill('A figure in it could not be confirmed.')
  await dialog.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(page.getByText('Withdrawn.', { exact: false }).first()).toBeVisible()
  const reader = await page.context().newPage()
  expect((await reader.goto(`/news/${story.slug}`))?.status()).toBe(410)
  await expect(reader.getByText('A figure in it could not be confirmed.')).toBeVisible()

  await page.getByRole('button', { name: 'Make live again' }).click()
  await expect(page.getByRole('button', { name: 'Publish changes' })).toBeVisible()
  expect((await reader.goto(`/news/${story.slug}`))?.status()).toBe(200)
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(story.headline)
})

test('A changed address leads on from the old one', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.live()
  await open(page, story.id)
  await page.getByRole('tab', { name: 'Story details' }).click()
  await page.getByRole('button', { name: 'Change address' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change the address' })
  await dialog.getByRole('textbox').fill(`moved-${story.number}`)
  await dialog.getByRole('button', { name: 'Change address now' }).click()
  await expect(page.getByRole('link', { name: `/news/moved-${story.number}` })).toBeVisible()
  await page.goto(`/news/${story.slug}`)
  await expect(page).toHaveURL(new RegExp(`/news/moved-${story.number}$`))
})

test('A stale save is refused, and both texts are kept whichever is chosen', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  await headline(page).fill('My own headline')
  const theirs = await make.save({ story, changes: { headline: 'The other person’s headline' } })
  await page.getByRole('button', { name: 'Save draft' }).click()
  const conflict = page.getByRole('region', { name: 'Two versions of this story' })
  // Word by word: those of the one stand between those of the other.
  for (const word of ['person’s', 'own']) await expect(conflict).toContainText(word)
  await conflict.getByRole('button', { name: 'Take theirs' }).click()
  await expect(headline(page)).toHaveValue('The other person’s headline')
  await page.getByRole('button', { name: 'Bring them back' }).click()
  await expect(headline(page)).toHaveValue('My own headline')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()

  await headline(page).fill('My own headline again')
  await make.save({ story: { ...theirs, version: theirs.version + 1 }, changes: { headline: 'The other person again' } })
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('button', { name: 'Keep mine (save as a new version)' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await page.goto(`/admin/articles/${story.id}/history`)
  await expect(page.getByRole('link', { name: /^Version \d$/ })).toHaveCount(5)
})

test('The history shows what happened and every text', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.live()
  await open(page, story.id)
  await headline(page).fill('A later headline')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect(page.getByText('saved version 2')).toBeVisible()
  await page.getByRole('link', { name: 'Version 1' }).click()
  await expect(page.getByRole('article')).toContainText(story.headline)
})

test('The preview shows what is saved, with the related list it would get', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const other = await make.live({ tags: ['area-hull'] })
  const story = await make.draft({ tags: ['area-hull'] })
  await open(page, story.id)
  await headline(page).fill('Only in the preview')
  const [preview] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('button', { name: 'Preview' }).click()])
  await expect(preview.getByRole('heading', { level: 1 })).toHaveText('Only in the preview')
  await expect(preview.getByRole('region', { name: 'In related news:' })).toContainText(other.headline)
})

test('A draft that was never published is deleted without a question about unsaved words', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  await headline(page).fill('Not worth keeping')
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.accept()
  })
  await page.getByRole('tab', { name: 'Story details' }).click()
  await page.getByRole('button', { name: 'Delete draft' }).click()
  await page.getByRole('dialog', { name: 'Delete this draft' }).getByRole('button', { name: 'Delete the draft' }).click()
  await expect(page).toHaveURL(/\/admin\/articles$/)
  expect(asked).toEqual([])
  expect(await make.query(`select id from article where id = '${story.id}'`)).toEqual([])
})
