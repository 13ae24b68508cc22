import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { env } from '@/lib/env'
import { PasskeySignIn } from '@/modules/auth/components/passkey-press'
import { SecondFactorForm } from '@/modules/auth/components/second-factor-form'
import { SignOutButton } from '@/modules/auth/components/sign-out-button'
import { passkeyOrigin, passkeySite } from '@/modules/auth/passkey-site'
import { readOwnFactors } from '@/modules/auth/queries'
import { safeReturnPath } from '@/modules/auth/return-path'
import { currentStanding, pathToSignIn } from '@/modules/auth/session'
import { OtherWays, OutsidePage } from '../_parts/outside-page'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Second factor | Throughline', robots: { index: false, follow: false } }

type Search = Promise<{ from?: string | string[] }>

/** The only page that a sign-in reaches which still owes its second factor. */
export default async function SecondFactorPage({ searchParams }: { searchParams: Search }) {
  const from = safeReturnPath((await searchParams).from)
  const current = await currentStanding()
  if (current?.standing === 'in') redirect(from ?? '/admin')
  if (current?.standing !== 'challenge') redirect(await pathToSignIn(from))
  const factors = await readOwnFactors(current.person, new Date())
  const { publicUrl } = env()
  return (
    <OutsidePage title="Second factor" lead={<p>Your password was right. One more thing, {current.person.name}.</p>}>
      <SecondFactorForm from={from} hasCodes={factors.codesSince !== null} />
      <OtherWays>
        {factors.passkeys.length > 0 && passkeySite(publicUrl) ? (
          <PasskeySignIn from={from} origin={passkeyOrigin(publicUrl)} label="Use a passkey" />
        ) : null}
        <p>Neither your device nor a recovery code at hand? An admin of your newsroom can take the second factor away.</p>
        <SignOutButton />
      </OtherWays>
    </OutsidePage>
  )
}
