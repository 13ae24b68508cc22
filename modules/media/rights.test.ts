import { describe, expect, it } from 'vitest'
import { consentFault, type PictureRights, pictureFault, shownUntil } from './rights'

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
const free: PictureRights = {
  rightsUntil: null,
  showsFamily: false,
  consentBy: '',
  consentOn: null,
  consentUntil: null,
  consentWithdrawn: false,
}
const family: PictureRights = {
  ...free,
  showsFamily: true,
  consentBy: 'A parent',
  consentOn: day('2026-01-05'),
  consentUntil: day('2026-06-30'),
}

describe('A picture may be shown', () => {
  it('without end when nobody has set one', () => {
    expect(pictureFault(free, '2099-01-01')).toBeNull()
    expect(shownUntil(free)).toBeNull()
  })

  it('on the last day of its rights, and not on the day after', () => {
    const picture = { ...free, rightsUntil: day('2026-03-03') }
    expect(pictureFault(picture, '2026-03-03')).toBeNull()
    expect(pictureFault(picture, '2026-03-04')).toBe('the right to show it ended on 3 March 2026')
  })

  it('until the earlier of its rights and its consent', () => {
    expect(shownUntil({ ...family, rightsUntil: day('2026-12-31') })).toEqual(day('2026-06-30'))
    expect(shownUntil({ ...family, rightsUntil: day('2026-02-01') })).toEqual(day('2026-02-01'))
  })

  it('without asking for a consent that belongs to no family', () => {
    expect(shownUntil({ ...free, consentUntil: day('2020-01-01') })).toBeNull()
    expect(consentFault({ ...free, consentWithdrawn: true }, '2026-11-21')).toBeNull()
  })
})

describe('A picture of a family may not be shown', () => {
  it.each([
    ['nobody is named', { consentBy: '' }, 'there is no record of their consent'],
    ['no day is named', { consentOn: null }, 'there is no record of their consent'],
    ['no end is named', { consentUntil: null }, 'there is no record of their consent'],
    ['it was withdrawn', { consentWithdrawn: true }, 'the consent to show it was withdrawn'],
    ['it has ended', { consentUntil: day('2026-05-31') }, 'the consent to show it ended on 31 May 2026'],
  ])('when %s', (_, part, words) => {
    expect(consentFault({ ...family, ...part }, '2026-06-01')).toContain(words)
    expect(pictureFault({ ...family, ...part }, '2026-06-01')).toContain(words)
  })
})
