import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { Section } from '@/components/section'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { listTerms } from '@/modules/glossary/find-terms'
import type { Term } from '@/modules/glossary/term'
import styles from './glossary.module.css'

export const revalidate = false

export const generateMetadata = (): Metadata =>
  pageMetadata({
    title: 'Glossary',
    description: 'The words and short forms of special educational needs, and of their inspections, in plain English.',
    path: '/glossary',
  })

/** Under its first letter, A to Z. */
function byLetter(): [string, Term[]][] {
  const letters = new Map<string, Term[]>()
  for (const term of listTerms()) {
    const letter = term.head.charAt(0).toUpperCase()
    letters.set(letter, [...(letters.get(letter) ?? []), term])
  }
  return [...letters]
}

const LETTERS = byLetter()

export default async function GlossaryPage() {
  await tagPage([pageTag.page('glossary')])
  return (
    <SiteFrame>
      <PageHead title="Glossary">
        <p>Words and short forms you meet in our stories, in plain English. A story explains those it uses as well: press a dotted word.</p>
      </PageHead>
      <nav className={styles.letters} aria-label="Letters">
        <ul>
          {LETTERS.map(([letter]) => (
            <li key={letter}>
              <a href={`#letter-${letter}`}>{letter}</a>
            </li>
          ))}
        </ul>
      </nav>
      {LETTERS.map(([letter, terms]) => (
        <Section key={letter} id={`letter-${letter}`} title={letter}>
          <dl className={styles.terms}>
            {terms.map((term) => (
              <Entry key={term.slug} term={term} />
            ))}
          </dl>
        </Section>
      ))}
    </SiteFrame>
  )
}

function Entry({ term }: { term: Term }) {
  return (
    <div id={term.slug}>
      <dt>{term.head}</dt>
      <dd>
        {term.meaning}
        {term.source ? (
          <p className={styles.source}>
            Source:{' '}
            <a href={term.source.url} rel="noopener">
              {term.source.name}
            </a>
          </p>
        ) : null}
      </dd>
    </div>
  )
}
