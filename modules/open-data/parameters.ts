/** What may be asked of the open data addresses. Anything else is refused by name. Pure. */
import { z } from 'zod'

const PAGE_MAX = 9_999
const PAGE_SIZE_MAX = 100
const RELATED_MAX = 20

const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,4}$/, `Give a whole number from 1 to ${max}`)
    .transform(Number)
    .refine((value) => value <= max, `Give a whole number from 1 to ${max}`)

/** A slug; one that no story could have is the same as one that none has. */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Give a slug like ehc-plans')
  .max(120, 'Give a slug of 120 characters or fewer')

export const noQuery = z.strictObject({})
export const noParams = z.strictObject({})
export const slugParams = z.strictObject({ slug })

export const articlesQuery = z
  .strictObject({
    page: wholeNumber(PAGE_MAX).default(1),
    page_size: wholeNumber(PAGE_SIZE_MAX).default(20),
    tag: slug.optional(),
    with: slug.optional().describe('A second tag, beside “tag”: stories that carry both. A person is not combined with another tag.'),
  })
  .refine((query) => query.with === undefined || query.tag !== undefined, {
    path: ['with'],
    error: 'Give “tag” too: “with” names the second of two tags',
  })
export const relatedQuery = z.strictObject({
  limit: wholeNumber(RELATED_MAX).optional().describe('Left out: as many as on the page.'),
})
