/** The shapes in which pictures leave this module. Types only. */

/** A picture as readers see it; its files' widths in pixels, smallest first. */
export type ShownPicture = {
  id: string
  key: string
  /** Of the largest file. */
  width: number
  height: number
  widths: number[]
  credit: string
  /** Where its files are asked for; left out: /media, as readers do. */
  base?: string
}

/** A picture in the library. Days are "2026-11-21", '' for none. */
export type LibraryPicture = {
  id: string
  version: number
  fileName: string
  width: number
  height: number
  bytes: number
  alt: string
  caption: string
  credit: string
  rightsUntil: string
  showsFamily: boolean
  consentBy: string
  consentOn: string
  consentUntil: string
  consentWithdrawn: boolean
  consentWithdrawnOn: string
  createdAt: Date
  createdById: string | null
  createdByName: string
  /** Why readers may not see it now, to follow its name: "the right to show it ended on 3 March 2026"; '' when they may. */
  fault: string
  /** The last day it may be shown, within the next days or past; '' otherwise. */
  endsSoon: string
  /** Versions of stories that show it, all together. */
  uses: number
}

export type PicturePage = { items: LibraryPicture[]; total: number; page: number; pages: number }

/** What the editor knows of a picture it has just added or found. */
export type PickedPicture = { id: string; fileName: string; alt: string; caption: string; credit: string; fault: string }
