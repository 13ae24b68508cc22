import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { can, type Permission } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { SignOut } from '@/modules/editor/components/sign-out'
import { readFeaturesInUse } from '@/modules/newsroom/queries'
import type { Feature } from '@/modules/newsroom/schema'
import './admin.css'
import { AdminNav } from './_parts/admin-nav'
import styles from './_parts/shell.module.css'

export const metadata: Metadata = {
  title: { default: 'Newsroom | Throughline', template: '%s | Throughline newsroom' },
  robots: { index: false, follow: false },
}
export const dynamic = 'force-dynamic'

/** `aside`: not opened every day. */
type Section = { href: string; label: string; needs: Permission; also?: string[]; feature?: Feature; aside?: true }

/** One with a feature is shown once that is used or switched on. */
const SECTIONS: Section[] = [
  { href: '/admin', label: 'Desk', needs: 'newsroom.enter' },
  { href: '/admin/articles', label: 'Stories', needs: 'article.read', also: ['/admin/import'] },
  { href: '/admin/calendar', label: 'Calendar', needs: 'article.read', feature: 'calendar' },
  { href: '/admin/media', label: 'Pictures', needs: 'media.add' },
  { href: '/admin/facts', label: 'Facts', needs: 'article.read', feature: 'facts' },
  { href: '/admin/tags', label: 'Tags', needs: 'tag.read' },
  { href: '/admin/related', label: 'Related', needs: 'article.read', also: ['/admin/storylines', '/admin/links'] },
  { href: '/admin/corrections', label: 'Corrections', needs: 'article.correct', aside: true },
  { href: '/admin/style', label: 'House style', needs: 'style.edit', aside: true },
  { href: '/admin/pages', label: 'Pages', needs: 'page.edit', aside: true },
  { href: '/admin/users', label: 'People', needs: 'user.read', aside: true },
  { href: '/admin/audit', label: 'Audit', needs: 'audit.read', aside: true },
  { href: '/admin/health', label: 'Health', needs: 'article.read', aside: true },
  { href: '/admin/settings', label: 'Settings', needs: 'settings.change', aside: true },
]

/** What stands around every page of the newsroom. A courtesy, not the lock: every query and command asks again. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const features = await readFeaturesInUse(actor)
  const shown = SECTIONS.filter(({ needs, feature }) => can(actor, needs) && (feature === undefined || features.has(feature)))
  const sections = shown.map(({ href, label, also, aside }) => ({ href, label, also, aside }))
  return (
    <div data-admin-shell="">
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <header className={styles.bar}>
        <a className={styles.brand} href="/admin">
          Throughline
        </a>
        <AdminNav sections={sections} />
        <div className={styles.who}>
          <span className={styles.name}>
            <a href="/admin/account">{actor.name}</a> <span className={styles.role}>({actor.role})</span>
          </span>
          <a href="/">The site</a>
          <SignOut />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  )
}
