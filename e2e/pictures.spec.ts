/** Pictures from the disk of somebody in the newsroom to a reader's page, and away from it again. */
import type { APIRequestContext, Page } from '@playwright/test'
import sharp from 'sharp'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const draw = (colour: string, width = 1200, height = 800): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

const file = (name: string, buffer: Buffer, mimeType = 'image/jpeg') => ({ name, mimeType, buffer })
const consent = { showsFamily: true, consentBy: 'A parent', consentOn: '2026-01-05', consentUntil: '2199-01-01' }

/** The address of the picture a reader's browser has chosen on this page. */
const shownOn = (page: Page): Promise<string> =>
  page.locator('article figure img').evaluate((image: HTMLImageElement) => new URL(image.currentSrc).pathname)

async function openEditor(page: Page, id: string): Promise<void> {
  await page.goto(`/admin/articles/${id}?panel=details`)
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
}

test('A picture is uploaded, described, published, replaced everywhere, and goes when its consent is withdrawn', async ({
  page,
  signInAs,
  make,
  request,
}) => {
  test.setTimeout(120_000)
  await signInAs('editor')
  const story = await make.draft({ tags: ['area-dorset'] })
  await openEditor(page, story.id)
  await page.getByRole('button', { name: 'Choose a picture' }).click()
  const dialog = page.getByRole('dialog')
  await expectNoAccessibilityProblems(page)
  await dialog.getByLabel('Upload a picture').setInputFiles(file('town-hall.jpg', await draw('#224466')))
  await expect(dialog.getByRole('heading', { name: 'Describe the picture' })).toBeVisible()
  await expect(dialog.getByLabel('Text for people who cannot see it')).toBeFocused()
  await dialog.getByLabel('Caption').fill('The hall where the meeting was held')
  await dialog.getByRole('button', { name: 'Use picture' }).click()

  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await summary.getByRole('link', { name: /^The lead picture \(“town-hall\.jpg”\) has no text/ }).click()
  const text = page.getByRole('tabpanel').getByLabel('Text for people who cannot see it')
  await expect(text).toBeFocused()
  await text.fill('The front of a town hall')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByRole('link', { name: 'View the story' })).toBeVisible()

  await page.goto(`/news/${story.slug}`)
  const picture = page.getByRole('img', { name: 'The front of a town hall' })
  await expect(picture).toBeVisible()
  await expect(page.getByText('The hall where the meeting was held')).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await expectNoAccessibilityProblems(page)
  const first = await shownOn(page)
  const answer = await request.get(first)
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringMatching(/^public, max-age=31536000, s-maxage=600, immutable$/),
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  expect((await sharp(await answer.body()).metadata()).format).toBe('webp')

  const [row] = await make.query(
    `select p.media_id::text as id from published_picture p join article a on a.number = p.article_number where a.id = '${story.id}'`,
  )
  await page.goto(`/admin/media/${row?.id}`)
  await expect(page.getByRole('region', { name: 'Where it is used' }).getByRole('link', { name: story.headline })).toBeVisible()
  await page.getByLabel('The other file').setInputFiles(file('other.jpg', await draw('#aa3322', 900, 600)))
  await expect(page.getByText('Replaced everywhere.')).toBeVisible()
  await page.goto(`/news/${story.slug}`)
  const second = await shownOn(page)
  expect(second).not.toBe(first)
  expect((await request.get(first)).status()).toBe(404)
  expect((await request.get(second)).status()).toBe(200)

  await page.goto(`/admin/media/${row?.id}`)
  await page.getByLabel('A child or a family can be recognised in it').check()
  await page.getByRole('button', { name: 'Save picture' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Enter who consented' })).toBeVisible()
  await page.getByLabel('Who consented').fill('A parent')
  await page.getByLabel('Day they consented').fill('2026-01-05')
  await page.getByLabel('Last day the consent holds').fill('2199-01-01')
  await page.getByRole('button', { name: 'Save picture' }).click()
  await expect(page.getByText('Saved. Live stories show the change.')).toBeVisible()
  await page.goto(`/news/${story.slug}`)
  await expect(picture).toBeVisible()
  await page.goto(`/admin/media/${row?.id}`)
  await page.getByRole('button', { name: 'Withdraw consent' }).click()
  await expect(page.getByText('the picture has left every live story')).toBeVisible()
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByRole('heading', { level: 1, name: story.headline })).toBeVisible()
  await expect(page.locator('article img')).toHaveCount(0)
  await expect(page.getByText('The hall where the meeting was held')).toHaveCount(0)
  expect((await request.get(second)).status()).toBe(404)
})

test('The bytes of a draft’s picture are there for the newsroom and for nobody else', async ({ page, signInAs, make, request }) => {
  const picture = await make.picture({ alt: 'A map' })
  const story = await make.draft({ leadPicture: { mediaId: picture.id, alt: 'A map', decorative: false, caption: '' } })
  const [row] = await make.query(`select key from media where id = '${picture.id}'`)
  const addresses = [`/media/${row?.key}/480.webp`, `/media/${row?.key}/480.jpg`, `/admin/media/${picture.id}/file`]
  for (const address of addresses) {
    const answer = await request.get(address, { maxRedirects: 0 })
    expect([302, 307, 404], address).toContain(answer.status())
    expect(answer.headers()['content-type'] ?? '', address).not.toContain('image')
  }
  await signInAs('viewer')
  for (const address of addresses) {
    const answer = await page.request.get(address)
    expect(answer.status(), address).toBe(200)
    expect(answer.headers()['cache-control'], address).toContain('private')
  }
  expect((await page.request.get(`/media/${row?.key}/960.gif`)).status()).toBe(404)
  // No other door: the framework's own optimiser of images is shut.
  const optimiser = `/_next/image?url=${encodeURIComponent(`/media/${row?.key}/480.webp`)}&w=640&q=75`
  expect((await page.request.get(optimiser)).status()).toBeGreaterThanOrEqual(400)
  expect((await page.request.get(`/media/${row?.key}/481.webp`)).status()).toBe(404)
  await page.goto(`/admin/articles/${story.id}/preview`)
  await expect(page.getByRole('img', { name: 'A map' })).toBeVisible()
})

test('Whoever has a preview link sees the pictures of its story, until the link ends', async ({ page, make, request }) => {
  const picture = await make.picture({ alt: 'A school gate' })
  const story = await make.draft({ leadPicture: { mediaId: picture.id, alt: 'A school gate', decorative: false, caption: '' } })
  const { token, id } = await make.previewLink({ story })
  await page.goto(`/preview/${token}`)
  const image = page.getByRole('img', { name: 'A school gate' })
  await expect(image).toBeVisible()
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0)
  const address = await shownOn(page)
  expect(address).toContain(`/preview/${token}/media/`)
  expect((await request.get(address)).headers()).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'no-store' })
  // The key alone opens nothing to a stranger.
  expect((await request.get(address.replace(`/preview/${token}`, ''))).status()).toBe(404)
  await make.revokeLink({ id })
  expect((await request.get(address)).status()).toBe(404)
})

test('What may not be shown any more is in no page, feed or data, not even its caption', async ({ make, request, page }) => {
  const word = `caption${Date.now()}`
  const picture = await make.picture({ alt: `Shows ${word}`, ...consent })
  const use = { mediaId: picture.id, alt: `Shows ${word}`, decorative: false, caption: `Of ${word}` }
  const body = {
    type: 'doc' as const,
    content: [
      { type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Words.' }] },
      { type: 'picture' as const, attrs: use },
    ],
  }
  const story = await make.live({ leadPicture: use, body, tags: ['area-dorset'] })
  const addresses = [`/news/${story.slug}`, '/feeds/news.atom', '/feeds/news.rss', '/feeds/news.json', `/api/v1/articles/${story.slug}`]
  for (const address of addresses) expect(await textAt(request, address), address).toContain(word)
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByRole('img', { name: `Shows ${word}` })).toHaveCount(2)
  const data = await (await request.get(`/api/v1/articles/${story.slug}`)).json()
  expect(data).toMatchObject({ image: { alt: `Shows ${word}`, width: 960 }, pictures: [{ id: picture.id }] })
  expect((await request.get(new URL(data.image.url).pathname)).headers()['content-type']).toBe('image/jpeg')
  // As the clock does at midnight; the page is asked for again, as it is then.
  await make.query(`update published_media set until = current_date - 2 where id = '${picture.id}'`)
  await make.query(`select page_cache.expire(array['address:${story.slug}'])`)
  for (const address of addresses) expect(await textAt(request, address), address).not.toContain(word)
})

const textAt = async (request: APIRequestContext, address: string): Promise<string> => (await request.get(address)).text()

test('A writer puts pictures among the words: from the library by keyboard, and by pasting a file', async ({ page, signInAs, make }) => {
  await signInAs('author')
  const name = `harbour-${Date.now()}.jpg`
  await make.picture({ fileName: name, alt: 'A harbour' })
  await page.goto('/admin/articles/new')
  const words = page.getByRole('textbox', { name: 'Body', exact: true })
  await expect(words).toBeVisible()
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill('A story with pictures')
  await words.click()
  await page.keyboard.type('Words before.')
  await page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Picture' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Or find one in the library').fill(name)
  const found = dialog.getByRole('list', { name: 'Pictures' }).getByRole('button', { name })
  await expect(found).toBeVisible()
  await found.focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Text for people who cannot see it')).toHaveValue('A harbour')
  await dialog.getByRole('button', { name: 'Insert picture' }).press('Enter')
  await expect(words.getByRole('img', { name: 'A harbour' })).toBeVisible()

  const bytes = [...(await draw('#117744', 600, 400))]
  await words.evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([new Uint8Array(given)], 'pasted.jpg', { type: 'image/jpeg' }))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, bytes)
  await expect(dialog.getByRole('heading', { name: 'Describe the picture' })).toBeVisible()
  await dialog.getByLabel('Text for people who cannot see it').fill('A pasted field')
  await dialog.getByRole('button', { name: 'Insert picture' }).click()
  await expect(words.getByRole('img', { name: 'A pasted field' })).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await page.reload()
  await expect(words.getByRole('img', { name: 'A pasted field' })).toBeVisible()
  await words.getByRole('button', { name: 'Remove picture' }).last().click()
  await expect(words.getByRole('img', { name: /A pasted field|A harbour/ })).toHaveCount(1)
})

test('Only a picture, from our own page, by somebody who may, is taken in', async ({ page, signInAs, request, baseURL }) => {
  const origin = baseURL ?? ''
  const good = file('a.jpg', await draw('#000'))
  const send = (by: APIRequestContext, upload: ReturnType<typeof file>, headers: Record<string, string> = { origin }) =>
    by.post('/admin/media/upload', { headers, multipart: { file: upload } })
  expect(await (await send(request, good)).json()).toMatchObject({ ok: false, kind: 'signed-out' })
  expect((await send(request, good, { origin: 'https://example.org' })).status()).toBe(403)
  await signInAs('viewer')
  expect((await send(page.request, good)).status()).toBe(403)
  await page.context().clearCookies()
  await signInAs('author')
  expect((await send(page.request, good, {})).status()).toBe(403)
  expect(await (await send(page.request, good)).json()).toMatchObject({ ok: true, value: { fileName: 'a.jpg' } })
  const svg = file('a.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  expect(await (await send(page.request, svg)).json()).toMatchObject({
    ok: false,
    problems: [{ field: 'file', message: expect.stringContaining('This is an SVG') }],
  })
  const large = file('large.jpg', Buffer.concat([await draw('#fff'), Buffer.alloc(20 * 1024 * 1024)]))
  expect((await send(page.request, large)).status()).toBe(413)
  // Almost as large as may be, and whole: nothing between the browser and the disk cuts it off.
  const heavy = await sharp({
    create: { width: 2200, height: 2200, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .png({ compressionLevel: 0 })
    .toBuffer()
  expect(heavy.byteLength).toBeGreaterThan(12 * 1024 * 1024)
  expect(await (await send(page.request, file('heavy.png', heavy, 'image/png'))).json()).toMatchObject({ ok: true })
})

test('The library and a picture’s page have no accessibility problem, and fit 320 pixels', async ({ page, signInAs, make }) => {
  const picture = await make.picture({ alt: 'A bridge', ...consent })
  await make.live({ leadPicture: { mediaId: picture.id, alt: 'A bridge', decorative: false, caption: 'A bridge' } })
  await signInAs('editor')
  for (const path of ['/admin/media', '/admin/media?show=expiring&q=nothing', `/admin/media/${picture.id}`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoAccessibilityProblems(page)
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
})
