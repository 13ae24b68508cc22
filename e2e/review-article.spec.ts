/**
 * A story through its whole life, in two browsers as two people: written and submitted, commented on and sent back, mended,
 * approved, published by itself at a time, updated, withdrawn. E2E_FILM=1 films it, one film for each of them.
 */
import type { Page } from '@playwright/test'
import { film } from './film'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test.describe.configure({ timeout: 180_000 })

const body = (page: Page) => page.getByRole('textbox', { name: 'Body', exact: true })
const badge = (page: Page) => page.getByRole('region', { name: 'State and actions' })
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name })
const opened = async (page: Page, id: string, panel = '') => {
  await page.goto(`/admin/articles/${id}${panel && `?panel=${panel}`}`)
  await expect(body(page)).toBeVisible()
}

/** Chooses words in the body as a person does who holds Shift. */
async function choose(page: Page, words: string): Promise<void> {
  await body(page).click()
  await page.keyboard.press('Control+Home')
  const before = ((await body(page).textContent()) ?? '').indexOf(words)
  for (let at = 0; at < before; at += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.down('Shift')
  for (let at = 0; at < words.length; at += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.up('Shift')
  // The editor hears of the choice a moment after it was made.
  await expect.poll(() => page.evaluate(() => window.getSelection()?.toString())).toBe(words)
}

test('Two people take a story from its first line to its tombstone', async ({ browser, signInAs, make }, testInfo) => {
  const size = { width: 1280, height: 800 }
  const [ana, ben, reader] = [
    await browser.newContext({ viewport: size }),
    await browser.newContext({ viewport: size }),
    await browser.newContext(),
  ]
  const author = await signInAs('author', ana)
  const editor = await signInAs('editor', ben)
  const name = `Ana ${author.id.slice(0, 6)}`
  const asked = `Ben ${editor.id.slice(0, 6)}`
  await make.query(`update user_account set name = '${name}' where id = '${author.id}'`)
  await make.query(`update user_account set name = '${asked}' where id = '${editor.id}'`)
  const [writing, editing, reading] = [await ana.newPage(), await ben.newPage(), await reader.newPage()]
  const films = [await film(writing, testInfo.outputPath('ana.webp')), await film(editing, testInfo.outputPath('ben.webp'))]
  const headline = `A plan that two people read ${author.id.slice(0, 8)}`

  // Ana writes, and submits what she wrote in one press.
  await writing.goto('/admin/articles/new')
  await expect(body(writing)).toBeVisible()
  await writing.getByRole('textbox', { name: 'Headline', exact: true }).fill(headline)
  await writing.getByRole('textbox', { name: 'Standfirst' }).fill('What the board has decided.')
  await body(writing).click()
  await writing.keyboard.type('The board met in May. It will meet again in July.')
  await writing.getByRole('button', { name: 'Submit for review' }).click()
  await expect(badge(writing)).toContainText('In review')
  const id = new URL(writing.url()).pathname.split('/').at(-1) ?? ''
  // She leaves it, so that it is his to write in.
  await writing.goto('/admin')

  // Ben comments on words of it, names her, and sends it back.
  await opened(editing, id)
  await choose(editing, 'in May')
  await editing.keyboard.press('Control+Alt+m')
  await expect(editing.getByLabel('Your comment')).toBeFocused()
  await editing.keyboard.type(`@${name.slice(0, 8)}`)
  await expect(editing.getByRole('option', { name })).toBeVisible()
  await editing.keyboard.press('Enter')
  await editing.keyboard.type('the minutes say June.')
  await editing.getByRole('button', { name: 'Add comment' }).click()
  await expect(editing.getByRole('article', { name: /^Comment by/ })).toContainText(`@${name} the minutes say June.`)
  await expect(body(editing).locator('mark')).toHaveText('in May')
  await tab(editing, /^Workflow/).click()
  await editing.getByRole('button', { name: 'Send back' }).click()
  await editing.getByLabel('What has to change').fill('Check the month with the minutes.')
  await editing.getByRole('button', { name: 'Send it back' }).click()
  await expect(badge(editing)).toContainText('Draft')
  await editing.goto('/admin')

  // Ana sees both without asking, goes from the comment to its words, mends them and submits again.
  await opened(writing, id, 'workflow')
  await expect(writing.getByText('Check the month with the minutes.')).toBeVisible()
  await tab(writing, /^Comments/).click()
  await writing.getByRole('button', { name: /^Go to the words: .?in May/ }).click()
  await expect.poll(() => writing.evaluate(() => window.getSelection()?.toString())).toBe('in May')
  await writing.keyboard.type('in June')
  await expect(writing.getByText('These words have changed since.')).toBeVisible()
  await expect(body(writing).locator('mark')).toHaveText('in June')
  await writing.getByRole('button', { name: 'Answer' }).click()
  await writing.getByLabel('Your answer').fill('Mended, thank you.')
  await writing.getByRole('button', { name: 'Add answer' }).click()
  await expect(writing.getByText('Mended, thank you.')).toBeVisible()
  await writing.getByRole('button', { name: 'Resolve' }).click()
  await expect(writing.getByText('Resolved (1)')).toBeVisible()
  await tab(writing, /^Workflow/).click()
  await writing.getByRole('button', { name: 'Submit with a note' }).click()
  await writing.getByLabel('Note for whoever reads it').fill('The minutes do say June.')
  await writing.getByRole('group', { name: 'Who is asked to read it' }).getByLabel(asked).check()
  await writing.getByRole('button', { name: 'Submit with this note' }).click()
  await expect(badge(writing)).toContainText('In review')
  await expect(writing.getByText(`${asked} is asked to read it.`)).toBeVisible()
  await writing.goto('/admin')

  // Ben finds on his desk that he is asked, approves it, and sets the time.
  await editing.goto('/admin')
  await editing.getByRole('listitem').filter({ hasText: 'Story you are asked to read' }).getByRole('link', { name: headline }).click()
  await expect(editing.getByText('“The minutes do say June.”')).toBeVisible()
  await editing.getByRole('button', { name: 'Approve' }).click()
  await expect(badge(editing)).toContainText('Approved')
  await editing.getByRole('button', { name: 'Schedule', exact: true }).click()
  const time = editing.getByRole('group', { name: 'Publish it by itself' })
  await expect(time.getByLabel('Day')).toBeFocused()
  await time.getByLabel('Day').fill('2099-06-01')
  await time.getByLabel('London time').fill('09:00')
  await editing.getByRole('button', { name: 'Set the time', exact: true }).click()
  await expect(editing.getByText('Monday 1 June 2099 at 9.00am')).toBeVisible()
  await expect(badge(editing)).toContainText('Scheduled')
  // A form knows minutes: the test brings the time nearer than that.
  const soon = `update schedule set due_at = now() + interval '3 seconds' where article_id = '${id}' and state = 'waiting' returning id`
  expect(await make.query(soon)).toHaveLength(1)

  // It goes live by itself, also on the pages that are open.
  const [{ slug }] = (await make.query(`select slug from article where id = '${id}'`)) as [{ slug: string }]
  await expect.poll(async () => (await reading.goto(`/news/${slug}`))?.status(), { timeout: 30_000 }).toBe(200)
  await expect(reading.getByRole('heading', { level: 1, name: headline })).toBeVisible()
  await expect(reading.getByText('The board met in June.')).toBeVisible()
  await expect(badge(editing)).toContainText('Live', { timeout: 30_000 })
  await expect(badge(editing)).not.toContainText('not yet read')

  // Ben updates it; nobody else has read that.
  await body(editing).click()
  await editing.keyboard.press('Control+End')
  await editing.keyboard.type(' Both meetings are public.')
  await editing.getByRole('button', { name: 'Publish changes' }).click()
  await editing.getByRole('radio', { name: /^Tell readers/ }).check()
  await editing.getByLabel('What has changed, in one sentence').fill('Says that the meetings are public.')
  await editing.getByRole('button', { name: 'Publish now' }).click()
  await expect(badge(editing)).toContainText('Updated, not yet read by a second person')
  await reading.goto(`/news/${slug}`)
  await expect(reading.getByText('Both meetings are public.')).toBeVisible()

  // And withdraws it.
  await tab(editing, /^Story details/).click()
  await editing.getByRole('button', { name: 'Withdraw' }).click()
  await editing.getByLabel('Reason, which readers will see').fill('The board has changed its plan.')
  await editing.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(badge(editing)).toContainText('Withdrawn')
  expect((await reading.goto(`/news/${slug}`))?.status()).toBe(410)
  await expect(reading.getByText('The board has changed its plan.')).toBeVisible()
  expect(editor.id).not.toBe(author.id)
  for (const end of films) await end()
  for (const context of [ana, ben, reader]) await context.close()
})

test('A story is published with the keyboard alone, from signing in on', async ({ page, make }) => {
  const user = await make.user({ role: 'editor' })
  const headline = `Published by keys ${user.id.slice(0, 8)}`
  const press = async (name: string, role: 'button' | 'link' = 'button') => {
    const target = page.getByRole(role, { name, exact: true })
    for (let step = 0; step < 60; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) break
      await page.keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await page.goto('/sign-in')
  for (let step = 0; step < 20 && !(await page.getByLabel('Email').evaluate((field) => field === document.activeElement)); step += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.type(user.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(user.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin$/)
  await press('New story', 'link')
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toBeFocused()
  await expect(body(page)).toBeVisible()
  await page.keyboard.type(headline)
  await page.keyboard.press('Enter')
  await page.keyboard.type('In one sentence.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('What there is to say.')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  // The bar stands before the story: backwards is the shorter way.
  const publish = page.getByRole('button', { name: 'Publish', exact: true })
  for (let step = 0; step < 30 && !(await publish.evaluate((element) => element === document.activeElement)); step += 1)
    await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'View the story' })).toBeVisible()
  await expect(badge(page)).toContainText('Live, not yet read by a second person')
  await press('View the story', 'link')
  await expect(page.getByRole('heading', { level: 1, name: headline })).toBeVisible()
})

test('The Workflow panel has no accessibility problem, wherever the story stands', async ({ page, signInAs, make }) => {
  const user = await signInAs('editor')
  const story = await make.draft()
  const at = (set: string) => make.query(`update article set ${set} where id = '${story.id}' returning id`)
  const states = {
    draft: "review = 'none'",
    'sent back': "returned_note = 'Check the month.'",
    'in review': `review = 'submitted', submitted_at = now(), submitted_by_name = 'Ana', submitted_note = 'Ready.'`,
    approved: `review = 'approved', approved_at = now(), approved_by_name = 'Ben'`,
    'under embargo': `embargo_until = now() + interval '1 day', embargo_note = 'Until the report is out.', sensitive = true`,
    'to be looked at again': `remind_on = '2099-01-01', remind_note = 'Has it happened?', remind_by_name = 'Ben'`,
  }
  await make.query(
    `insert into article_person (article_id, person_id, added_by) values ('${story.id}', '${user.id}', 'Ben') returning added_by`,
  )
  await make.query(`insert into schedule (article_id, act, due_at, state, ended_at, failure, created_by_name) values
    ('${story.id}', 'publish', now() - interval '1 hour', 'failed', now(), 'Enter a headline', 'Ben'),
    ('${story.id}', 'withdraw', now() + interval '30 days', 'waiting', null, null, 'Ben') returning id`)
  const live = await make.live()
  await make.query(`update article set unreviewed_since = now(), urgent_reason = 'It could not.' where id = '${live.id}' returning id`)
  for (const id of [story.id, live.id]) {
    await opened(page, id, 'workflow')
    await expect(page.getByText(id === live.id ? 'Why it could not wait: It could not.' : 'Enter a headline')).toBeVisible()
    await expectNoAccessibilityProblems(page)
  }
  for (const set of Object.values(states)) {
    await at(set)
    await opened(page, story.id, 'workflow')
    const more = page.getByRole('region', { name: 'What may follow' }).getByText('More', { exact: true })
    if (await more.isVisible()) await more.click()
    await expectNoAccessibilityProblems(page)
  }
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('Comments have no accessibility problem, and lead to their words and back by keyboard', async ({ page, signInAs, make }) => {
  await signInAs('viewer')
  const colleague = await make.user({ role: 'editor', name: 'Colleague of the test' })
  const story = await make.draft({ headline: 'A headline to comment on' })
  await opened(page, story.id)
  await expect(tab(page, /^Comments/)).toHaveCount(0)
  // In the headline: the caret's own choice is enough, and a viewer may comment too.
  await page.getByRole('textbox', { name: 'Headline', exact: true }).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+Alt+m')
  await expect(page.getByLabel('Your comment')).toBeFocused()
  await page.keyboard.type('Too long? @Coll')
  await expect(page.getByRole('option', { name: colleague.name }).first()).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  const comment = page.getByRole('article', { name: /^Comment by/ })
  await expect(comment).toBeFocused()
  await expectNoAccessibilityProblems(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toBeFocused()
  expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).selectionEnd)).toBe('A headline to comment on'.length)
  // In the body, which a viewer only reads, words are chosen with the pointer.
  await page.getByText('It lists what works').dblclick()
  const word = await page.evaluate(() => window.getSelection()?.toString().trim())
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByRole('region', { name: 'New comment' })).toContainText(word ?? 'no word')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('A comment is on the words one sees chosen, however soon the key comes after', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.draft()
  await opened(page, story.id)
  await body(page).click()
  // In one go: the browser tells the editor of a choice only afterwards.
  const word = await body(page).evaluate((element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
    if (!text) throw new Error('The body has no words.')
    window.getSelection()?.setBaseAndExtent(text, 0, text, 8)
    element.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyM', key: 'm', ctrlKey: true, altKey: true, bubbles: true }))
    return (text.textContent ?? '').slice(0, 8).trim()
  })
  await expect(page.getByRole('region', { name: 'New comment' })).toContainText(word)
})
