/** Until when a picture may be shown, and why it may not be. Pure: `today` is a London day, "2026-11-21". */
import { londonDay } from '@/lib/dates'

export type PictureRights = {
  rightsUntil: Date | null
  showsFamily: boolean
  consentBy: string
  consentOn: Date | null
  consentUntil: Date | null
  consentWithdrawn: boolean
}

/** Days before its last day from which on a picture is shown on the desk. */
export const EXPIRING_DAYS = 14

/** The day of a database date, "2026-11-21". */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
const inWords = (date: Date): string => londonDay(new Date(`${dayOf(date)}T12:00:00Z`))

/** The last day the picture may be shown: the earlier of its rights and its consent; null: no end. */
export function shownUntil({ rightsUntil, showsFamily, consentUntil }: PictureRights): Date | null {
  const ends = [rightsUntil, showsFamily ? consentUntil : null].filter((end) => end !== null)
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())))
}

/** Why a picture in which families can be recognised may not be shown, to follow its name; null when it may. */
export function consentFault(picture: PictureRights, today: string): string | null {
  const { showsFamily, consentBy, consentOn, consentUntil, consentWithdrawn } = picture
  if (!showsFamily) return null
  if (consentWithdrawn) return 'the consent to show it was withdrawn'
  if (consentBy === '' || consentOn === null || consentUntil === null)
    return 'it shows a child or a family, and there is no record of their consent'
  if (dayOf(consentUntil) < today) return `the consent to show it ended on ${inWords(consentUntil)}`
  return null
}

/** Why readers may not see a picture now, to follow its name; null when they may. */
export function pictureFault(picture: PictureRights, today: string): string | null {
  const fault = consentFault(picture, today)
  if (fault) return fault
  const { rightsUntil } = picture
  return rightsUntil && dayOf(rightsUntil) < today ? `the right to show it ended on ${inWords(rightsUntil)}` : null
}
