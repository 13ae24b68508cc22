'use client'
import { useState } from 'react'
import { PictureUseFields } from '@/modules/media/components/picture-use-fields'
import { staffPictureFile } from '@/modules/media/picture-files'
import type { PictureUse } from '@/modules/media/schema'
import { PictureDialog } from './picture-dialog'
import styles from './pictures.module.css'

type LeadPictureProps = {
  picture: PictureUse | null
  onChange: (picture: PictureUse | null) => void
  readOnly: boolean
  problem: string | undefined
}

/** The picture at the head of the story: chosen, described, taken away. */
export function LeadPicture({ picture, onChange, readOnly, problem }: LeadPictureProps) {
  const [choosing, setChoosing] = useState(false)
  return (
    <section className={styles.lead} aria-labelledby="lead-picture">
      <h3 id="lead-picture">Picture</h3>
      {picture ? (
        <>
          <img className={styles.preview} src={staffPictureFile(picture.mediaId)} alt="" />
          <PictureUseFields
            use={picture}
            altId="leadPicture"
            readOnly={readOnly}
            problem={problem}
            onChange={(part) => onChange({ ...picture, ...part })}
          />
        </>
      ) : (
        <p className={styles.hint}>At the head of the story. A story needs none.</p>
      )}
      {readOnly ? null : (
        <p className={styles.verbs}>
          <button type="button" id={picture ? undefined : 'leadPicture'} onClick={() => setChoosing(true)}>
            {picture ? 'Choose another picture' : 'Choose a picture'}
          </button>
          {picture ? (
            <button type="button" onClick={() => onChange(null)}>
              Remove picture
            </button>
          ) : null}
        </p>
      )}
      {choosing ? (
        <PictureDialog
          verb="Use picture"
          onClose={() => setChoosing(false)}
          onUse={(use) => {
            onChange(use)
            setChoosing(false)
          }}
        />
      ) : null}
    </section>
  )
}
