'use client'
import { plainText } from '@/modules/articles/body'
import { formOf } from '../story-form'
import styles from './conflict-panel.module.css'
import type { Backup } from './use-backup'
import type { Saving } from './use-saving'
import type { Story } from './use-story'

type ConflictPanelProps = { conflict: NonNullable<Saving['conflict']>; story: Story; saving: Saving; backup: Backup }

/** Somebody saved in between. Both texts side by side; whichever is chosen, the other is kept. */
export function ConflictPanel({ conflict, story, saving, backup }: ConflictPanelProps) {
  const { theirs } = conflict
  const takeTheirs = () => {
    backup.setAside()
    story.replace(formOf(theirs), theirs.body, 'as stored')
    void saving.settle('theirs')
  }
  return (
    <section className={styles.conflict} aria-labelledby="conflict-title" role="alert">
      <h2 id="conflict-title">Somebody else saved this story</h2>
      <p>{conflict.message} Nothing of yours is lost: choose which text goes on.</p>
      <div className={styles.sides}>
        <Side
          title={`${theirs.updatedByName}’s text`}
          headline={theirs.headline}
          standfirst={theirs.standfirst}
          body={plainText(theirs.body)}
        />
        <Side title="Your text" headline={story.form.headline} standfirst={story.form.standfirst} body={plainText(story.body())} />
      </div>
      <div className={styles.acts}>
        <button type="button" onClick={() => void saving.settle('mine')}>
          Keep mine (save as a new version)
        </button>
        <button type="button" onClick={takeTheirs}>
          Take theirs
        </button>
      </div>
      <p className={styles.soft}>Either way both texts stay: theirs in the history, yours on this device until you delete it.</p>
    </section>
  )
}

function Side({ title, headline, standfirst, body }: { title: string; headline: string; standfirst: string; body: string }) {
  const paragraphs = body.split('\n')
  return (
    <div className={styles.side}>
      <h3>{title}</h3>
      <p className={styles.headline}>{headline || 'No headline'}</p>
      <p className={styles.standfirst}>{standfirst}</p>
      {paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  )
}
