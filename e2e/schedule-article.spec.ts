/** A story that goes out by itself, and the calendar it is moved on. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const at = (day: string, time: string): string => `timestamp '${day} ${time}' at time zone 'Europe/London'`

test('A story is published by itself when its time has come, and not before', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.draft({ headline: `Goes out by itself ${Date.now()}` })
  await page.goto(`/admin/articles/${story.id}?panel=workflow`)
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  const time = page.getByRole('group', { name: 'Publish it by itself' })
  await time.getByLabel('Day').fill(dayIn(40))
  await time.getByLabel('London time').fill('09:00')
  await page.getByRole('button', { name: 'Set the time', exact: true }).click()
  await expect(page.getByRole('region', { name: 'State and actions' })).toContainText('Scheduled')
  expect((await page.request.get(`/news/${story.slug}`)).status()).toBe(404)

  await make.query(`update schedule set due_at = clock_timestamp() + interval '3 seconds' where article_id = '${story.id}'`)
  expect((await page.request.get(`/news/${story.slug}`)).status()).toBe(404)
  await expect.poll(async () => (await page.request.get(`/news/${story.slug}`)).status(), { timeout: 20_000 }).toBe(200)
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(story.headline)
  await page.goto(`/admin/articles/${story.id}/history`)
  await expect(page.getByText('published version 1, before a second person had read it').first()).toBeVisible()
})

test('A time is moved on the calendar by the arrow keys, said aloud, and put back', async ({ page, signInAs, make }) => {
  const editor = await signInAs('editor')
  const headline = `Moved by keyboard ${editor.id.slice(0, 8)}`
  const story = await make.draft({ headline })
  const [day, next] = [dayIn(60), dayIn(61)]
  await make.query(
    `insert into schedule (article_id, act, due_at, created_by_name) values ('${story.id}', 'publish', ${at(day, '09:30')}, 'Sam')`,
  )
  await page.goto('/admin/calendar?view=list')
  const sections = page.getByRole('navigation', { name: 'Newsroom' })
  await expect(sections.getByRole('link', { name: 'Calendar' })).toHaveAttribute('aria-current', 'page')
  const move = page.getByRole('button', { name: `Move “${headline}”` })
  await move.focus()
  await page.keyboard.press('ArrowRight')
  const status = page.getByRole('status').filter({ hasText: headline })
  await expect(status).toHaveText(new RegExp(`“${headline}” is published on .+ at 9\\.30am\\.`))
  await expect(move).toBeFocused()
  const due = async () => {
    const rows = (await make.query(
      `select to_char(due_at at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI') as due from schedule where article_id = '${story.id}'`,
    )) as { due: string }[]
    return rows[0]?.due
  }
  expect(await due()).toBe(`${next} 09:30`)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(due).toBe(`${day} 09:30`)
  await expect(move).toBeFocused()

  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: `Move “${headline}”` })
  await form.getByLabel('Time').fill('18:05')
  await form.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(status).toContainText('at 6.05pm')
  expect(await due()).toBe(`${day} 18:05`)
  await expectNoAccessibilityProblems(page)
  await form.getByRole('button', { name: 'Cancel this time' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is no longer published at a time' })).toBeVisible()
  await expect(page.getByRole('link', { name: headline })).toHaveCount(0)
})

test('A time that failed is put right on the calendar', async ({ page, signInAs, make }) => {
  const editor = await signInAs('editor')
  const headline = `Failed once ${editor.id.slice(0, 8)}`
  const story = await make.draft({ headline })
  await make.query(
    `insert into schedule (article_id, act, due_at, state, ended_at, created_by_name, failure, told_at)
     values ('${story.id}', 'publish', now() - interval '1 hour', 'failed', now(), 'Sam', 'Enter a headline', now())`,
  )
  await page.goto('/admin/calendar')
  const trouble = page.getByRole('region', { name: 'Not done at its time' }).getByRole('listitem').filter({ hasText: headline })
  await expect(trouble).toContainText('Enter a headline')
  await expectNoAccessibilityProblems(page)
  await trouble.getByRole('button', { name: 'Publish it now' }).click()
  await expect(page.getByRole('status').filter({ hasText: `“${headline}” was published.` })).toBeVisible()
  expect((await page.request.get(`/news/${story.slug}`)).status()).toBe(200)
})

test('An admin says what the newsroom shows before its first use', async ({ page, signInAs, make }) => {
  await signInAs('admin')
  await page.goto('/admin/settings')
  // Not the second reader: the other journeys publish alone.
  await expect(page.getByRole('radio', { name: 'Advise' })).toBeChecked()
  await page.getByRole('checkbox', { name: 'Mentions' }).check()
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The settings were saved.' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Mentions' })).toBeChecked()
  expect(await make.query('select second_reader, features from newsroom_settings')).toEqual([
    { second_reader: 'advise', features: ['mentions'] },
  ])
})
