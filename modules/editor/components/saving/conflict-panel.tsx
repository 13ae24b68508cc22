'use client'
import { plainText } from '@/modules/articles/body'
import { withoutShared } from '../../differing'
import { formOf, type StoryForm } from '../../story-form'
import type { Story } from '../writing/use-story'
import styles from './conflict-panel.module.css'
import type { Backup } from './use-backup'
import type { Saving } from './use-saving'

type ConflictPanelProps = { conflict: NonNullable<Saving['conflict']>; story: Story; saving: Saving; backup: Backup }

/** Somebody saved in between. Both texts side by side; whichever is chosen, the other is kept. */
export function ConflictPanel({ conflict, story, saving, backup }: ConflictPanelProps) {
  const { theirs } = conflict
  const saved = plainText(theirs.body).split('\n')
  const mine = plainText(story.body()).split('\n')
  const takeTheirs = () => {
    backup.setAside()
    story.replace(formOf(theirs), theirs.body, 'as stored')
    void saving.settle('theirs')
  }
  return (
    <section className={styles.conflict} aria-labelledby="conflict-title">
      {/* Only these words are spoken at once: two whole stories would be minutes of speech. */}
      <div role="alert">
        <h2 id="conflict-title">Two versions of this story</h2>
        <p>{conflict.message} Nothing of yours is lost: choose which text goes on.</p>
      </div>
      <div className={styles.sides}>
        <Side title={`Saved by ${theirs.updatedByName}`} form={formOf(theirs)} body={saved} other={mine} />
        <Side title="On this page" form={story.form} body={mine} other={saved} />
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

type SideProps = { title: string; form: StoryForm; body: string[]; other: string[] }

/** One of the two texts. Paragraphs that both have are only counted: what differs is what has to be read. */
function Side({ title, form, body, other }: SideProps) {
  return (
    <section className={styles.side} aria-label={title}>
      <h3>{title}</h3>
      <p className={styles.headline}>{form.headline || 'No headline'}</p>
      <p className={styles.standfirst}>{form.standfirst}</p>
      {withoutShared(body, other).map((part, index) => (
        <p key={index} className={typeof part === 'number' ? styles.same : undefined}>
          {typeof part === 'number' ? sameInBoth(part) : part}
        </p>
      ))}
      <p>{form.tags.length === 0 ? 'No tags' : `Tags: ${form.tags.map((tag) => tag.label).join(', ')}`}</p>
    </section>
  )
}

const sameInBoth = (count: number) =>
  count === 1 ? '1 paragraph that is the same in both' : `${count} paragraphs that are the same in both`
