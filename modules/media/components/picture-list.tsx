import { londonDay } from '@/lib/dates'
import { adminPicturePath } from '../paths'
import { staffPictureFile } from '../picture-files'
import type { LibraryPicture } from '../views'
import styles from './library.module.css'

const inWords = (day: string): string => londonDay(new Date(`${day}T12:00:00Z`))

/** What somebody should know of a picture before they use it; [] when there is nothing. */
function warnings({ fault, endsSoon, alt }: LibraryPicture): string[] {
  const ended = fault === '' ? [] : [`Not shown: ${fault}.`]
  const ends = fault === '' && endsSoon !== '' ? [`Until ${inWords(endsSoon)}.`] : []
  return [...ended, ...ends, ...(alt === '' ? ['No text.'] : [])]
}

const usesOf = (uses: number): string => (uses === 0 ? 'Not used' : 'Used')

/** Pictures of the library, each a link to its page. */
export function PictureList({ pictures }: { pictures: readonly LibraryPicture[] }) {
  return (
    <ul className={styles.grid}>
      {pictures.map((picture) => (
        <li key={picture.id}>
          <a href={adminPicturePath(picture.id)}>
            <img src={staffPictureFile(picture.id)} alt="" loading="lazy" width={picture.width} height={picture.height} />
            <b>{picture.fileName}</b>
          </a>
          <p>
            {usesOf(picture.uses)}, added {londonDay(picture.createdAt)}
          </p>
          {warnings(picture).map((warning) => (
            <p key={warning} className={styles.warning}>
              {warning}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
