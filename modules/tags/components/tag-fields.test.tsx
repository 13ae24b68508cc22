import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { emptyFormState } from '@/modules/auth/form-state'
import type { TagDetail } from '../views'
import { BroaderField } from './broader-field'
import { StandingFields } from './standing-fields'

const choices = [{ slug: 'other', label: 'Other', type: 'theme' }]
const tag = { intro: '', startsOn: null, endsOn: null, successors: [], stories: [{ id: 'new', headline: 'New', state: 'live' }] }
const standing = (pinned: TagDetail['pinned']) =>
  renderToStaticMarkup(
    <StandingFields tag={{ ...tag, pinned } as unknown as TagDetail} choices={choices} state={emptyFormState} readOnly={false} />,
  )
const broader = (has: TagDetail['broader']) =>
  renderToStaticMarkup(<BroaderField broader={has} choices={choices} value={has?.slug ?? ''} problem={undefined} readOnly={false} />)

it('The form of a tag keeps a story to begin with that is not among its newest', () => {
  expect(standing({ id: 'old', headline: 'Old' })).toContain('<option value="old" selected="">Old</option>')
  expect(standing({ id: 'closed', headline: '' })).toContain('<option value="closed" selected="">The story chosen before</option>')
  expect(standing({ id: 'new', headline: 'New' }).match(/value="new"/g)).toHaveLength(1)
})

it('The form of a tag keeps a broader tag that was retired since', () => {
  expect(broader({ slug: 'gone', label: 'Gone' })).toContain('<option value="gone" selected="">Gone (retired)</option>')
  expect(broader({ slug: 'other', label: 'Other' }).match(/value="other"/g)).toHaveLength(1)
  expect(broader(null)).not.toContain('retired')
})
