'use client'
import { usePathname } from 'next/navigation'
import { type FocusEvent, useEffect, useRef } from 'react'
import row from './link-row.module.css'
import styles from './shell.module.css'

/** `also`: further addresses of the section, outside its own. `aside`: what is not opened every day. */
type Section = { href: string; label: string; also?: string[] | undefined; aside?: boolean | undefined }

const within = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`)

const isHere = (path: string, { href, also = [] }: Section): boolean =>
  href === '/admin' ? path === href : [href, ...also].some((address) => within(path, address))

/** The sections this person may enter; the present one says so. What is not opened every day stands under “More”, where that saves room. */
export function AdminNav({ sections }: { sections: Section[] }) {
  const path = usePathname()
  const aside = sections.filter((section) => section.aside)
  const folded = aside.length > 1 ? aside : []
  return (
    <nav className={styles.nav} aria-label="Newsroom">
      <ul className={row.row}>
        {sections
          .filter((section) => !folded.includes(section))
          .map((section) => (
            <Item key={section.href} section={section} path={path} />
          ))}
        {folded.length > 0 ? (
          <li>
            <More sections={folded} path={path} />
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

function Item({ section, path }: { section: Section; path: string }) {
  const { href, label } = section
  return (
    <li>
      <a href={href} aria-current={path === href ? 'page' : isHere(path, section) ? 'true' : undefined}>
        {label}
      </a>
    </li>
  )
}

const close = (details: HTMLDetailsElement | null) => details?.removeAttribute('open')

/** Opens without script too; with it, Escape, a press anywhere else and leaving it close it. */
function More({ sections, path }: { sections: readonly Section[]; path: string }) {
  const details = useRef<HTMLDetailsElement>(null)
  const here = sections.find((section) => isHere(path, section))
  // On the page, not on the part: a press on what takes no focus moves none, and not every browser focuses what was pressed.
  useEffect(() => {
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && !details.current?.contains(target)) close(details.current)
    }
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || !details.current?.open) return
      close(details.current)
      details.current.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  const onBlur = (event: FocusEvent) => {
    if (event.relatedTarget && !details.current?.contains(event.relatedTarget)) close(details.current)
  }
  return (
    <details ref={details} className={styles.more} onBlur={onBlur}>
      <summary data-here={here ? '' : undefined}>
        {here ? (
          <>
            <span className="visually-hidden">More, now: </span>
            {here.label}
          </>
        ) : (
          'More'
        )}
      </summary>
      <ul>
        {sections.map((section) => (
          <Item key={section.href} section={section} path={path} />
        ))}
      </ul>
    </details>
  )
}
