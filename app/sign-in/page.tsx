import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { isDatabaseAway } from '@/lib/database-fault'
import { env } from '@/lib/env'
import { OrganisationSignIn } from '@/modules/auth/components/organisation-sign-in'
import { PasskeySignIn } from '@/modules/auth/components/passkey-press'
import { SignInForm } from '@/modules/auth/components/sign-in-form'
import { passkeyOrigin, passkeySite } from '@/modules/auth/passkey-site'
import { hasAccounts } from '@/modules/auth/queries'
import { returnPathOf, safeReturnPath } from '@/modules/auth/return-path'
import { currentActor } from '@/modules/auth/session'
import {
  ORGANISATION_FAULT_MESSAGE,
  ORGANISATION_REFUSED_MESSAGE,
  THROTTLED_MESSAGE,
  UNAVAILABLE_MESSAGE,
  WRONG_MESSAGE,
} from '@/modules/auth/sign-in-messages'
import { Note, OtherWays, OutsidePage } from './_parts/outside-page'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Sign in | Throughline', robots: { index: false, follow: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

/** The words next-auth's own address puts behind ?error=, as sentences. */
const MESSAGES: Record<string, string> = {
  CredentialsSignin: WRONG_MESSAGE,
  throttled: THROTTLED_MESSAGE,
  unavailable: UNAVAILABLE_MESSAGE,
  organisation: ORGANISATION_REFUSED_MESSAGE,
  OAuthSignin: ORGANISATION_FAULT_MESSAGE,
  OAuthCallback: ORGANISATION_FAULT_MESSAGE,
  Callback: ORGANISATION_FAULT_MESSAGE,
  AccessDenied: ORGANISATION_REFUSED_MESSAGE,
}

/** What was done just before, behind a link from a mail. */
const DONE: Record<string, string> = {
  joined: 'Your account is ready. Sign in with the password you have just chosen.',
  'new-password': 'Your new password is set, and you were signed out everywhere. Sign in with it.',
}

const wordsFor = (list: Record<string, string>, key: unknown): string | null =>
  typeof key === 'string' && Object.hasOwn(list, key) ? (list[key] ?? null) : null

function FirstAccount() {
  return (
    <Note>
      <p>There is no account yet. The first admin is made where Throughline runs:</p>
      <pre>
        <code>npm run --silent cms -- create-user --email you@example.org --name &quot;Your Name&quot; --role admin</code>
      </pre>
    </Note>
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
  const message = accounts === null ? UNAVAILABLE_MESSAGE : wordsFor(MESSAGES, search.error)
  const doneWords = wordsFor(DONE, search.done)
  const { publicUrl, OIDC_ISSUER, OIDC_NAME } = env()
  return (
    <OutsidePage title="Sign in">
      {accounts === false ? <FirstAccount /> : null}
      {doneWords ? (
        <Note>
          <p role="status">{doneWords}</p>
        </Note>
      ) : null}
      <SignInForm from={from} message={message} />
      <OtherWays>
        {passkeySite(publicUrl) ? <PasskeySignIn from={from} origin={passkeyOrigin(publicUrl)} label="Use a passkey" /> : null}
        {OIDC_ISSUER ? <OrganisationSignIn name={OIDC_NAME} from={from} /> : null}
        <p>
          <a href="/sign-in/forgotten">I have forgotten my password</a>
        </p>
      </OtherWays>
    </OutsidePage>
  )
}
