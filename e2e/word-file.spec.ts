/** A story that comes as a Word file: opened or dropped on an empty page, seen before anything is stored. */
import type { Page } from '@playwright/test'
import { PICTURE, para, run, wordFile } from '../lib/testing/word-file'
import { expect, test } from './fixtures'

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

/** A press release as an office sends it: tracked changes, a remark, a note, a table, a picture. */
const release = (headline: string, related: string): Buffer =>
  wordFile({
    body: [
      para(headline, 'Title'),
      para('The council answers for the lake and for the plans, and says what it will do by spring'),
      para(
        `${run('The lake holds 3 m')}${run('3', '<w:vertAlign w:val="superscript"/>')}<w:r><w:footnoteReference w:id="2"/></w:r><w:del w:id="9" w:author="A"><w:r><w:delText> and a secret</w:delText></w:r></w:del><w:ins w:id="8" w:author="A">${run(' of water.')}</w:ins><w:r><w:commentReference w:id="0"/></w:r>`,
      ),
      para('What will be done', 'Heading1'),
      para('More places', 'bullet'),
      para('Shorter waits', 'bullet'),
      `<w:tbl><w:tr><w:tc>${para('Year')}</w:tc></w:tr><w:tr><w:tc>${para('2026')}</w:tc></w:tr></w:tbl>`,
      para(PICTURE),
      para('In related news:'),
      para(related),
    ].join(''),
    footnotes: `<w:footnote w:id="2">${para(`<w:r><w:footnoteRef/></w:r>${run('Measured in May.')}`)}</w:footnote>`,
    comments: `<w:comment w:id="0" w:author="B" w:initials="B">${para('A remark for colleagues')}</w:comment>`,
  })

async function openNewStory(page: Page) {
  await page.goto('/admin/articles/new')
  await expect(field(page, 'Body')).toBeVisible()
}

async function choose(page: Page, name: string, buffer: Buffer) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a Word file' }).click()
  await (await chooser).setFiles({ name, mimeType: TYPE, buffer })
}

/** As if the file were let go over the page. */
async function drop(page: Page, name: string, bytes: Buffer) {
  await page.evaluate(
    ([called, base64]) => {
      const content = Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([content], called ?? ''))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    },
    [name, bytes.toString('base64')],
  )
}

test('A Word file fills an empty story, says what it left out, and one undo takes all of it back', async ({ page, signInAs, make }) => {
  await signInAs('author')
  const { number } = await make.draft()
  const related = await make.live()
  const headline = `The lake and the plans ${number}`
  await openNewStory(page)
  await choose(page, 'release.docx', release(headline, related.headline))
  await expect(field(page, 'Headline')).toHaveValue(headline)
  await expect(field(page, 'Standfirst')).toHaveValue(/^The council answers/)
  await expect(page.getByText('From the Word file. Left out: 1 picture.')).toBeVisible()
  const body = field(page, 'Body')
  await expect(body.getByRole('listitem')).toHaveText(['More places', 'Shorter waits', 'Measured in May.'])
  await expect(body).toContainText('The lake holds 3 m³[1] of water.')
  await expect(body.getByRole('row')).toHaveText(['Year', '2026'])
  await expect(body).not.toContainText(/secret|remark|related news/)
  await expect(page.getByRole('tab', { name: /^Related/ })).toHaveText(/1$/)
  await expect(page.getByRole('button', { name: 'Open a Word file' })).toHaveCount(0)
  expect(await make.query(`select 1 from revision where headline = '${headline}'`)).toEqual([])

  await page.getByRole('button', { name: 'Undo paste' }).click()
  await expect(field(page, 'Headline')).toHaveValue('')
  await drop(page, 'Release.DOCX', release(headline, related.headline))
  await expect(field(page, 'Headline')).toHaveValue(headline)
  await expect(page.getByText('1 related headline matches a story')).toBeAttached()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  const [stored] = await make.query(`select body::text as body from revision where headline = '${headline}'`)
  expect(stored?.body).toContain('Measured in May.')
})

test('What is no Word file is refused in words, and a story with words is left alone', async ({ page, signInAs }) => {
  await signInAs('editor')
  await openNewStory(page)
  await choose(page, 'report.docx', Buffer.from('%PDF-1.7'))
  await expect(page.getByText('The file is not a Word document. Save it as .docx and upload that.')).toBeVisible()
  await choose(page, 'note.docx', wordFile({ body: para('One line.') }))
  await expect(page.getByText(/^The Word file was not opened\. There is no story in this document/)).toBeVisible()
  await field(page, 'Headline').fill('Words of my own')
  await drop(page, 'release.docx', release('Another headline', 'Another story'))
  await expect(page.getByText(/This story has words already/)).toBeVisible()
  await expect(field(page, 'Headline')).toHaveValue('Words of my own')
})

test('Who may not write stories has no document read', async ({ page, signInAs }) => {
  const file = { name: 'a.docx', mimeType: TYPE, buffer: wordFile({ body: para('Words') }) }
  const post = async () =>
    page.request.post('/admin/articles/documents', { multipart: { file }, headers: { origin: new URL(page.url()).origin } })
  await page.goto('/sign-in')
  expect(await (await post()).json()).toMatchObject({ ok: false, kind: 'signed-out' })
  await signInAs('viewer')
  expect((await post()).status()).toBe(403)
  await signInAs('author')
  expect((await post()).status()).toBe(200)
})
