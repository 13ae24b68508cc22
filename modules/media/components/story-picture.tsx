import { commonFile, sourceSet } from '../picture-files'
import type { PictureUse } from '../schema'
import type { ShownPicture } from '../views'

/** The column of words: as wide as the screen on a phone, 40rem at most. */
const SIZES = '(min-width: 44rem) 40rem, 100vw'

type StoryPictureProps = {
  picture: ShownPicture
  use: PictureUse
  /** Seen at once: it is not loaded late. */
  eager?: boolean
}

/** A picture among the words. Its room is kept before it arrives, and a browser takes the smallest file that is enough. */
export function StoryPicture({ picture, use, eager = false }: StoryPictureProps) {
  const common = commonFile(picture)
  const caption = typeof use.caption === 'string' ? use.caption : ''
  return (
    <figure className="picture">
      <picture>
        <source type="image/webp" srcSet={sourceSet(picture)} sizes={SIZES} />
        <img
          src={common.path}
          width={common.width}
          height={common.height}
          alt={use.decorative ? '' : use.alt}
          loading={eager ? undefined : 'lazy'}
          decoding="async"
        />
      </picture>
      {caption === '' && picture.credit === '' ? null : (
        <figcaption>
          {caption}
          {caption !== '' && picture.credit !== '' ? ' ' : null}
          {picture.credit === '' ? null : <span>Picture: {picture.credit}</span>}
        </figcaption>
      )}
    </figure>
  )
}
