import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, type Make, test } from './fixtures'

const STANDFIRST = 'Rotherham’s partnership is told that its help for families works well for most children and young people who need it'
// Facts: prisma/reference/inspections.csv, rotherham-2024-11. The shape is that of a story as a desk hands it over.
const STORY = [
  STANDFIRST,
  'Support in Rotherham for children and young people with special educational needs and/or disabilities (SEND) has the best of the three outcomes an area inspection can have. Ofsted and the Care Quality Commission (CQC) published their report on 14 November 2024.',
  'The report says that the local area partnership’s arrangements typically lead to positive experiences and outcomes. Rotherham Council, NHS South Yorkshire Integrated Care Board (ICB) and Rotherham Parent Carers Forum answer for them together.',
  'Two areas for improvement are named: the quality of Education, Health and Care (EHC) plans varies, and some children wait long on the neurodevelopmental pathway.',
  'In response, a spokesperson from Rotherham Parent Carers Forum says: ‘Families told inspectors what they see every day.',
  '‘What has to improve is what we had named ourselves.’',
  'The next full inspection is due within approximately five years. A unitary authority elsewhere had the same outcome before.',
]

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const chosen = (page: Page, label: string) => page.getByRole('button', { name: `Remove ${label}`, exact: true })

async function paste(page: Page, text: string) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await field(page, 'Body').click()
  await page.keyboard.press('Control+V')
  await expect(field(page, 'Standfirst')).toHaveValue(STANDFIRST)
}

const listedBelow = (make: Make, headline: string) =>
  make.query(`select f.slug from published_article a join published_article_tag p on p.article_number = a.number and p.own
    join published_tag f on f.id = p.tag_id where a.headline = '${headline}' order by 1`)

test('From the desk, a story pasted whole is published with its tags and speakers in at most 12 inputs', async ({
  page,
  signInAs,
  make,
}) => {
  await signInAs('editor')
  const { number } = await make.draft()
  const related = await make.live({ headline: `Parents of autistic children blamed in Sutton ${number}` })
  const headline = `Rotherham partnership has the best outcome ${number}`
  let inputs = 0
  const press = async (act: Promise<unknown>) => {
    await act
    inputs += 1
  }
  await page.goto('/admin')
  await press(page.getByRole('link', { name: 'New story' }).first().click())
  await expect(field(page, 'Body')).toBeVisible()
  await paste(page, [...STORY, 'In related news:', related.headline].join('\n'))
  inputs += 2
  await expect(field(page, 'Headline')).toBeFocused()
  await press(page.keyboard.insertText(headline))
  const accept = page.getByRole('button', { name: /^Accept confident tags/ })
  await expect(accept).toHaveText(/and proposals \(2\)$/)
  await press(accept.click())
  for (const label of ['Rotherham', 'Typically positive', 'EHC plans', 'Neurodevelopmental pathway', 'South Yorkshire ICB'])
    await expect(chosen(page, label)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Speaker' })).toHaveValue('Spokesperson')
  await expect(page.getByRole('textbox', { name: 'Organisation' })).toHaveValue('Rotherham Parent Carers Forum')
  await expect(page.getByRole('tab', { name: /^Related/ })).toHaveText(/[3-9]$/)
  await press(page.getByRole('button', { name: 'Publish', exact: true }).click())
  await page.getByRole('link', { name: 'View the story' }).click()
  expect(inputs).toBeLessThanOrEqual(12)

  // What stands in the list of other stories, and what is only a word, is no tag.
  const slugs = (await listedBelow(make, headline)).map((row) => String(row.slug))
  expect(slugs).toEqual(
    expect.arrayContaining(['area-rotherham', 'outcome-positive', 'ehc-plans', 'neurodevelopmental-pathway', 'pcf-rotherham']),
  )
  expect(slugs.filter((slug) => /autism|blame|sutton|reorganisation/.test(slug))).toEqual([])
  await expect(page.locator('figure.quotation p')).toHaveText([
    'Families told inspectors what they see every day.',
    'What has to improve is what we had named ourselves.',
  ])
  await expect(page.getByRole('link', { name: related.headline })).toBeVisible()
  const [{ form } = {}] = await make.query(`select form from published_article where headline = '${headline}'`)
  expect(form).toBe('result')
})

test('Each proposal stands beside its source, is taken over or refused by itself, and one undo takes a press back', async ({
  page,
  signInAs,
}) => {
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  await expect(field(page, 'Body')).toBeVisible()
  await paste(page, STORY.join('\n'))
  const proposals = page.getByRole('region', { name: 'From the pasted text' })
  const proposal = (name: string) => proposals.getByRole('group', { name: /^Proposal: / }).filter({ hasText: new RegExp(`^${name}`) })
  await expect(proposal('Quotation')).toContainText('a spokesperson from Rotherham Parent Carers Forum says')
  await expectNoAccessibilityProblems(page)

  // One by one: a headline that nobody is certain of.
  await proposal('Headline').getByRole('button', { name: 'Accept' }).click()
  await expect(field(page, 'Headline')).toHaveValue('Rotherham SEND services given the best of three outcomes')
  await expect(proposal('Headline')).toHaveCount(0)
  await proposal('Date of the story').focus()
  await page.keyboard.press('r')
  await expect(proposal('Date of the story')).toHaveCount(0)

  // Together, and taken back together.
  const tags = page.getByRole('button', { name: /^Remove / })
  await page.getByRole('button', { name: /^Accept confident tags/ }).click()
  await expect(chosen(page, 'Rotherham')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Speaker' })).toHaveCount(1)
  await page.getByRole('region', { name: 'Suggested from the text' }).getByRole('button', { name: 'Undo' }).click()
  await expect(tags).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Speaker' })).toHaveCount(0)
  await expect(field(page, 'Body')).toContainText('a spokesperson from Rotherham Parent Carers Forum says: ‘Families told')
  await proposals.getByRole('button', { name: 'Close the proposals' }).click()
  await expect(proposals).toHaveCount(0)

  // The form that was taken back is chosen by hand.
  await page.getByRole('tab', { name: 'Story details' }).click()
  const form = page.getByLabel('Form', { exact: true })
  await expect(form).toHaveValue('news')
  await form.selectOption({ label: 'Reaction' })
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await page.reload()
  await page.getByRole('tab', { name: 'Story details' }).click()
  await expect(form).toHaveValue('reaction')
})

test('What was taken over from a pasted text goes with it', async ({ page, signInAs }) => {
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  await expect(field(page, 'Body')).toBeVisible()
  await paste(page, STORY.join('\n'))
  const accept = page.getByRole('button', { name: /^Accept confident tags/ })
  // The quotation, and the form, which takes longer to see.
  await expect(accept).toHaveText(/and proposals \(2\)$/)
  await accept.click()
  await page.getByRole('tab', { name: 'Story details' }).click()
  const form = page.getByLabel('Form', { exact: true })
  await expect(form).toHaveValue('result')
  await page.getByRole('button', { name: 'Undo paste' }).click()
  await expect(form).toHaveValue('news')
  await expect(field(page, 'Standfirst')).toHaveValue('')
})
