import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { isDatabaseAway } from '@/lib/database-fault'
import { env } from '@/lib/env'
import { SignInForm } from '@/modules/auth/components/sign-in-form'
import { hasAccounts } from '@/modules/auth/queries'
import { returnPathOf, safeReturnPath } from '@/modules/auth/return-path'
import { currentActor } from '@/modules/auth/session'
import { THROTTLED_MESSAGE, UNAVAILABLE_MESSAGE, WRONG_MESSAGE } from '@/modules/auth/sign-in-messages'
import styles from './sign-in.module.css'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Sign in | Throughline', robots: { index: false, follow: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

/** The words next-auth's own address puts behind ?error=, as sentences. */
const MESSAGES: Record<string, string> = {
  CredentialsSignin: WRONG_MESSAGE,
  throttled: THROTTLED_MESSAGE,
  unavailable: UNAVAILABLE_MESSAGE,
}

function FirstAccount() {
  return (
    <div className={styles.note}>
      <p>There is no account yet. The first admin is made where Throughline runs:</p>
      <pre>
        <code>npm run --silent cms -- create-user --email you@example.org --name &quot;Your Name&quot; --role admin</code>
      </pre>
    </div>
  )
}

/** null while the database is away: then the page says that it cannot be done now, and nothing else. */
async function accountsKnown(): Promise<boolean | null> {
  try {
    return await hasAccounts()
  } catch (error) {
    if (isDatabaseAway(error)) return null
    throw error
  }
}

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams
  const from = safeReturnPath(search.from) ?? returnPathOf(String(search.callbackUrl ?? ''), env().publicUrl)
  const accounts = await accountsKnown()
  if (accounts && (await currentActor())) redirect(from ?? '/admin')
  const message = typeof search.error === 'string' ? (MESSAGES[search.error] ?? null) : null
  return (
    <div className={styles.page}>
      <p className={styles.brand}>
        <a href="/">Throughline</a>
        <span className={styles.line} aria-hidden="true" />
      </p>
      <main id="main">
        <h1>Sign in</h1>
        {accounts === false ? <FirstAccount /> : null}
        <SignInForm from={from} message={accounts === null ? UNAVAILABLE_MESSAGE : message} />
      </main>
    </div>
  )
}
