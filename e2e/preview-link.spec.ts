/** One draft shown to somebody without an account, from the link in the Workflow panel to the day it is taken back. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('An editor shares a draft, the visitor answers without an account or a script, and the link is taken back', async ({
  page,
  signInAs,
  make,
  browser,
  baseURL,
}) => {
  const draft = await make.draft({ headline: 'A report nobody has read', tags: ['area-rotherham'] })
  await signInAs('editor')
  await page.goto(`/admin/articles/${draft.id}?panel=workflow`)
  const links = page.getByRole('region', { name: 'Preview links' })
  await links.getByLabel('Who is the link for?').fill('the council’s press office')
  await links.getByRole('button', { name: 'Make a preview link' }).click()
  const url = await links.getByLabel(/It is shown only now/).inputValue()
  expect(url).toMatch(/\/preview\/[\w-]{43}$/)
  await expect(links.getByText('Not opened yet.')).toBeVisible()
  await expectNoAccessibilityProblems(page)

  const outside = await browser.newContext({ baseURL: baseURL ?? '' })
  const visitor = await outside.newPage()
  const answer = await visitor.goto(new URL(url).pathname)
  expect(answer?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': expect.stringContaining('no-store') })
  expect(answer?.headers()['x-robots-tag']).toContain('noindex')
  expect(answer?.headers()).not.toHaveProperty('set-cookie')
  await expect(visitor.getByText('Preview of a draft for the council’s press office. Not published.')).toBeVisible()
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('A report nobody has read')
  expect(await visitor.locator('script:not([type="application/ld+json"])').count()).toBe(0)
  await expectNoAccessibilityProblems(visitor)

  await visitor.getByLabel('Needs a change').check()
  await visitor.getByRole('button', { name: 'Send to the newsroom' }).click()
  await expect(visitor.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
  await expect(visitor.getByRole('link', { name: 'Enter your name' })).toBeVisible()
  await expectNoAccessibilityProblems(visitor)
  await visitor.getByLabel('Your name').fill('Press officer')
  await visitor.getByLabel('Needs a change').check()
  await visitor.getByLabel('Comment', { exact: true }).fill('The date is wrong.')
  await visitor.getByRole('button', { name: 'Send to the newsroom' }).click()
  await expect(visitor.getByText('Thank you. The newsroom has what you said.')).toBeVisible()
  expect(await outside.cookies()).toEqual([])

  await page.reload()
  await expect(links.getByText(/^Opened \d+ times$/)).toBeVisible()
  await page.getByRole('tab', { name: /^Comments/ }).click()
  await expect(page.getByText('The date is wrong.')).toBeVisible()
  await page.getByRole('tab', { name: /^Workflow/ }).click()
  await links.getByRole('button', { name: /^Revoke/ }).click()
  await expect(links.getByText('Revoked.')).toBeVisible()
  expect((await visitor.goto(new URL(url).pathname))?.status()).toBe(404)
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('This link shows nothing')
  await expectNoAccessibilityProblems(visitor)
  await outside.close()
})

test('a link that was revoked and one that never was answer alike, and a draft is nowhere without a link', async ({ make, request }) => {
  const draft = await make.draft({ headline: 'A secretive headline' })
  const [open, revoked] = [await make.previewLink({ story: draft }), await make.previewLink({ story: draft })]
  await make.revokeLink(revoked)
  const unknown = 'A'.repeat(43)
  const bodyOf = async (token: string) => {
    const answer = await request.get(`/preview/${token}`)
    expect(answer.status()).toBe(404)
    return (await answer.text()).replaceAll(token, '…')
  }
  expect(await bodyOf(revoked.token)).toBe(await bodyOf(unknown))
  const shown = await (await request.get(`/preview/${open.token}`)).text()
  expect(shown).toContain('A secretive headline')
  expect(shown).toContain('name="robots" content="noindex')
  const asFramework: Record<string, string>[] = [{ rsc: '1' }, { 'next-router-prefetch': '1', rsc: '1' }]
  for (const headers of asFramework)
    expect(await (await request.get(`/preview/${revoked.token}`, { headers })).text()).not.toContain('secretive')
  for (const address of [`/%70review/${open.token}`, `/preview/${open.token}/x`, `/news/${draft.slug}`])
    expect(await (await request.get(address)).text(), address).not.toContain('secretive')
})

test('words that were sent from another site, or by a link that shows nothing, are not taken', async ({ make, request, baseURL }) => {
  const draft = await make.draft()
  const { token, id } = await make.previewLink({ story: draft })
  const html = await (await request.get(`/preview/${token}`)).text()
  const hidden = Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ]),
  )
  const multipart = { ...hidden, name: 'Somebody', verdict: 'approved', body: '' }
  const said = async () => (await make.query(`select 1 from comment where article_id = '${draft.id}'`)).length
  const host = new URL(baseURL ?? '').host
  const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null', 'sec-fetch-site': 'cross-site' }]
  for (const headers of foreign) {
    await request.post(`/preview/${token}`, { multipart, headers, maxRedirects: 0 })
    expect(await said()).toBe(0)
  }
  const own = { origin: `http://${host}` }
  await request.post(`/preview/${token}`, { multipart, headers: own, maxRedirects: 0 })
  expect(await said()).toBe(1)
  await make.revokeLink({ id })
  await request.post(`/preview/${token}`, { multipart, headers: own, maxRedirects: 0 })
  expect(await said()).toBe(1)
})

test('What the panel could not read says so where it stands, and is there after one more press', async ({
  page,
  signInAs,
  make,
  expectConsoleError,
}) => {
  expectConsoleError(/500/)
  const draft = await make.draft()
  await signInAs('editor')
  const asked = /questions\/(preview-links|corrections)$/
  await page.route(asked, (route) => route.fulfill({ status: 500, body: '' }))
  await page.goto(`/admin/articles/${draft.id}?panel=workflow`)
  const links = page.getByRole('region', { name: 'Preview links' })
  await expect(links.getByRole('alert')).toContainText('The preview links could not be read.')
  await expect(page.getByRole('region', { name: 'Corrections' }).getByRole('alert')).toContainText('The corrections could not be read.')
  await expectNoAccessibilityProblems(page)
  await page.unroute(asked)
  await links.getByRole('button', { name: 'Try again' }).click()
  await expect(links.getByLabel('Who is the link for?')).toBeVisible()
  await expect(links.getByText('could not be read')).toHaveCount(0)
})
