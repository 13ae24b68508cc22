import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, type Make, test } from './fixtures'

const STANDFIRST = 'Rotherham’s partnership has the best of three outcomes, and its report came out 41 days after inspectors left'
// Facts: prisma/reference/inspections.csv, rotherham-2024-11. The shape is that of a story as a desk hands it over.
const PARAGRAPHS = [
  'The Rotherham local area partnership has been given the best of the three outcomes a full area SEND inspection can have. The report, by Ofsted and the Care Quality Commission (CQC), was published on 14 November 2024.',
  'Inspectors were on site from 30 September to 4 October 2024. The report followed 41 days later.',
  'The outcome means that the next full inspection is due within approximately five years. The one before took place from 5 to 9 July 2021, under the framework of that time.',
]

/** The story in one piece, a line of it wrapped as mail programs do, with the list the site kept by hand. */
const wholeStory = (related: string[]) =>
  [STANDFIRST, PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2]?.replace('due within', 'due\nwithin'), 'In related news:', ...related].join('\n')

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const bodyParagraphs = async (page: Page) => (await field(page, 'Body').locator('p').allTextContents()).filter(Boolean)

async function openNewStory(page: Page) {
  await page.goto('/admin/articles/new')
  await expect(field(page, 'Body')).toBeVisible()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
}

async function copy(page: Page, text: string) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
}

/** What a program puts into the clipboard, pasted into the body as the browser would. */
async function pasteHtml(page: Page, html: string, text: string) {
  await field(page, 'Body').click()
  await field(page, 'Body').evaluate(
    (body, [rich, plain]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', rich ?? '')
      clipboardData.setData('text/plain', plain ?? '')
      body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [html, text],
  )
}

type Node = {
  type: string
  text?: string
  content?: Node[]
  marks?: { type: string; attrs?: Record<string, unknown> }[]
  attrs?: Record<string, unknown>
}

/** The body of the newest save, as it is stored. */
async function storedBody(page: Page, make: Make): Promise<Node[]> {
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const rows = await make.query(`select r.body from article a join revision r on r.id = a.head_revision_id where a.id = '${id}'`)
  return (rows[0]?.body as Node | undefined)?.content ?? []
}

const shape = (nodes: Node[]): string =>
  nodes
    .map((node) =>
      node.text !== undefined
        ? `${(node.marks ?? []).map((mark) => `${mark.type}:`).join('')}${node.text}`
        : `${node.type}(${shape(node.content ?? [])})`,
    )
    .join(' ')

test.describe('A story pasted whole into an empty page', () => {
  for (const into of ['Headline', 'Standfirst', 'Body']) {
    test(`fills its fields from ${into}, and one undo takes all of it back`, async ({ page, signInAs }) => {
      await signInAs('editor')
      await openNewStory(page)
      await copy(page, wholeStory(['A headline no story has yet']))
      await field(page, into).click()
      await page.keyboard.press('Control+V')
      await expect(field(page, 'Standfirst')).toHaveValue(STANDFIRST)
      await expect(field(page, 'Headline')).toHaveValue('')
      await expect(field(page, 'Headline')).toBeFocused()
      expect(await bodyParagraphs(page)).toEqual(PARAGRAPHS)
      await expect(
        page.getByRole('status').filter({ hasText: 'Filled in the standfirst, 3 paragraphs and 1 related headline' }),
      ).toBeAttached()
      await page.getByRole('tab', { name: /^Related/ }).click()
      await expect(page.getByRole('list', { name: 'Chosen by hand' })).toContainText('Waiting for a story with this headline')

      await field(page, into).click()
      await page.keyboard.press('Control+Z')
      await expect(field(page, 'Standfirst')).toHaveValue('')
      expect(await bodyParagraphs(page)).toEqual([])
      await expect(page.getByRole('list', { name: 'Chosen by hand' })).toHaveCount(0)
    })
  }

  test('keeps typed words: undo takes the typing back first', async ({ page, signInAs }) => {
    await signInAs('editor')
    await openNewStory(page)
    await copy(page, wholeStory([]))
    await field(page, 'Body').click()
    await page.keyboard.press('Control+V')
    await page.keyboard.type('A headline')
    for (let left = 12; left > 0 && (await field(page, 'Headline').inputValue()) !== ''; left -= 1) await page.keyboard.press('Control+Z')
    await expect(field(page, 'Headline')).toHaveValue('')
    await expect(field(page, 'Standfirst')).toHaveValue(STANDFIRST)
    await page.getByRole('button', { name: 'Undo paste' }).click()
    await expect(field(page, 'Standfirst')).toHaveValue('')
  })

  test('does not take over when there are words already', async ({ page, signInAs }) => {
    await signInAs('editor')
    await openNewStory(page)
    await field(page, 'Headline').fill('A headline of our own')
    await copy(page, wholeStory([]))
    await field(page, 'Body').click()
    await page.keyboard.press('Control+V')
    await expect(field(page, 'Body')).toContainText(STANDFIRST)
    await expect(field(page, 'Standfirst')).toHaveValue('')
  })
})

test('From the desk to a published, tagged Rotherham story takes at most 25 inputs on one page', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const listed = await make.live({ tags: ['area-barnsley'] })
  const waiting = `A headline no story has yet ${listed.number}`
  const headline = `Rotherham: best outcome, report in 41 days ${listed.number}`
  await page.goto('/admin')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await copy(page, wholeStory([listed.headline, waiting]))

  let inputs = 0
  /** One press, or keys pressed in one go in one field. */
  const input = async (act: () => Promise<unknown>) => {
    inputs += 1
    await act()
  }
  await input(() => page.getByRole('link', { name: 'New story' }).click())
  await expect(field(page, 'Headline')).toBeFocused()
  await expect(field(page, 'Body')).toBeVisible()
  let left = 0
  page.on('framenavigated', (frame) => {
    // replaceState after the first save is the same document.
    if (frame === page.mainFrame() && !/\/admin\/articles\/[0-9a-f-]{36}$/.test(frame.url())) left += 1
  })
  await input(() => page.keyboard.press('Control+V'))
  await expect(field(page, 'Standfirst')).toHaveValue(STANDFIRST)
  await input(() => page.keyboard.type(headline))
  await input(() => page.getByRole('combobox', { name: 'Tags' }).click())
  await input(() => page.keyboard.type('Rotherham'))
  await input(() => page.keyboard.press('Enter'))
  await input(() => page.getByRole('button', { name: 'Add South Yorkshire ICB and Rotherham Parent Carers Forum (RPCF)' }).click())
  await input(() => page.keyboard.type('EHC plans'))
  await input(() => page.keyboard.press('Enter'))
  await expect(page.getByRole('button', { name: 'Remove EHC plans' })).toBeVisible()
  await input(() => page.getByRole('button', { name: 'Publish', exact: true }).click())
  const link = page.getByRole('link', { name: 'View the story' })
  await expect(link).toBeVisible()
  expect(inputs).toBeLessThanOrEqual(25)
  expect(left).toBe(0)

  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
  await expect(page.getByText('In related news:')).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'In related news:' })).toContainText(listed.headline)
  await expect(page.getByText(waiting)).toHaveCount(0)
})

test('Text from Word comes out clean', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  await openNewStory(page)
  await field(page, 'Headline').fill('Pasted from Word')
  const item = (words: string, level: number, sign: string) =>
    `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>${words}<o:p></o:p></p>`
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal{margin:0} --></style></head><body lang=EN-GB><!--StartFragment--><h1 style='color:navy'>What was <b>found</b></h1><p class=MsoNormal style='margin:0'>First   words
and <b style='mso-bidi-font-weight:normal'>bold</b>, <i>italic</i>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>${item('one', 1, '·')}${item('inner', 2, 'o')}${item('two', 1, '·')}<p class=MsoNormal>Between.</p>${item('first', 1, '1.')}${item('second', 1, '2.')}${item('other', 1, '·')}<!--EndFragment--></body></html>`
  await pasteHtml(page, word, 'plain')
  expect(shape(await storedBody(page, make))).toBe(
    'heading(What was found) paragraph(First words and  bold:bold ,  italic:italic .) bulletList(listItem(paragraph(one) bulletList(listItem(paragraph(inner)))) listItem(paragraph(two))) paragraph(Between.) orderedList(listItem(paragraph(first)) listItem(paragraph(second))) bulletList(listItem(paragraph(other)))',
  )
})

test('Text from Google Docs comes out clean', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  await openNewStory(page)
  await field(page, 'Headline').fill('Pasted from Google Docs')
  const docs = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h3 dir="ltr"><span style="font-weight:400">Heading</span></h3><p dir="ltr"><span style="font-weight:400">Plain </span><span style="font-weight:700">bold</span> <a href="https://www.google.com/url?q=https://files.ofsted.gov.uk/v1/file/50261626&amp;sa=D&amp;source=docs"><span>report</span></a></p><br><ul><li aria-level="1"><p><span>one</span></p></li><ul><li aria-level="2"><p><span>nested</span></p></li></ul></ul></b><br class="Apple-interchange-newline">`
  await pasteHtml(page, docs, 'plain')
  const body = await storedBody(page, make)
  expect(shape(body)).toBe(
    'heading(Heading) paragraph(Plain  bold:bold   link:report) bulletList(listItem(paragraph(one) bulletList(listItem(paragraph(nested)))))',
  )
  expect(JSON.stringify(body)).toContain('"href":"https://files.ofsted.gov.uk/v1/file/50261626"')
})

test('A hostile page pasted into the body runs nothing, loads nothing and leaves only its words', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  await openNewStory(page)
  await field(page, 'Headline').fill('Pasted from a hostile page')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const hostile = `<p onclick="document.title='hit'">words<script>document.title='hit'</script><img src="/hit.png" onerror="document.title='hit'"><a href="javascript:document.title='hit'">one</a> <a href=" java\tscript:alert(1)">two</a></p><svg onload="document.title='hit'"></svg><iframe src="/hit"></iframe><link rel="stylesheet" href="/hit.css"><div style="background:url(/hit-too.png)">styled</div><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=document.title=1&gt;">`
  await pasteHtml(page, hostile, 'plain')
  await expect(field(page, 'Body')).toContainText('styled')
  const body = await storedBody(page, make)
  expect(shape(body)).toBe('paragraph(wordsone two) paragraph(styled)')
  expect(await page.title()).not.toContain('hit')
  expect(asked.filter((url) => url.includes('hit'))).toEqual([])
})

test('The story in this file holds to the facts of the record', () => {
  const row = readFileSync(new URL('../prisma/reference/inspections.csv', import.meta.url), 'utf8')
    .split('\n')
    .find((line) => line.startsWith('rotherham-2024-11'))
  expect(row).toContain(
    '2024-09-30,2024-10-04,2024-11-14,1,positive,next full inspection within approximately 5 years,5 July 2021 to 9 July 2021',
  )
  expect((Date.parse('2024-11-14') - Date.parse('2024-10-04')) / 86_400_000).toBe(41)
})
