import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { Prose } from '@/components/prose'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'

export const revalidate = false

export const generateMetadata = (): Metadata =>
  pageMetadata({
    title: 'Accessibility',
    description: 'How this site is made so that everyone can use it, how that is checked, and what is not checked yet.',
    path: '/accessibility',
  })

export default async function AccessibilityPage() {
  await tagPage([pageTag.page('accessibility')])
  return (
    <SiteFrame>
      <PageHead title="Accessibility" />
      <Prose>
        <p>
          We want everyone to be able to read this site: on a phone, with a keyboard, with large text, with a screen reader, in dark or in
          light, and on paper.
        </p>
        <h2>What we aim for</h2>
        <p>The Web Content Accessibility Guidelines (WCAG) 2.2 at level AA.</p>
        <h2>How it is made</h2>
        <ul>
          <li>Pages are plain HTML. They need no script, and send none.</li>
          <li>Everything can be reached with the keyboard, and you can see where you are.</li>
          <li>Pages fit a screen 320 pixels wide, which is the same as 400 % zoom on a large one.</li>
          <li>An outcome is always told in words. A shape and a letter stand beside the words, and colour comes last.</li>
          <li>The map of England has a table with the same facts, and a way to skip it.</li>
          <li>
            Short forms and words of the field are explained where a story first uses them, and in the <a href="/glossary">glossary</a>.
          </li>
          <li>Colours follow the light or dark setting of your device, and your own high-contrast colours.</li>
        </ul>
        <h2>How it is checked</h2>
        <p>
          Every change to the site runs automatic checks (axe, against WCAG 2.0 to 2.2 A and AA) on every kind of page, in light and dark,
          on a narrow screen and a wide one.
        </p>
        <h2>What is not checked yet</h2>
        <p>No person who uses a screen reader every day has tested the site for us yet. Automatic checks find only some problems.</p>
        <h2>Something does not work</h2>
        <p>
          Please tell us. <a href="/contact">The contact page</a> says how.
        </p>
      </Prose>
    </SiteFrame>
  )
}
