import { type ExplainedWord, usedId, wordId } from '../explained-words'
import styles from './story-words.module.css'

/**
 * What some words of the story mean. A list after it; the entry that a reader asks for at its word stands at the lower edge
 * of the window while its address is open, over the story, so that the sentence stays in sight. No script: docs/decisions/0027.
 */
export function StoryWords({ words }: { words: readonly ExplainedWord[] }) {
  return (
    <section className={styles.words} aria-labelledby="story-words">
      <h2 id="story-words">Words used in this story</h2>
      <dl>
        {words.map((word) => (
          <div key={word.slug} id={wordId(word.slug)} className={styles.word}>
            <dt>{word.head}</dt>
            <dd>
              {word.meaning} <a href={`#${usedId(word.slug)}`}>Back to “{word.text}”</a>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a href="/glossary">All words explained</a>
      </p>
    </section>
  )
}
