import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { env } from '@/lib/env'
import { ConfirmIdentity } from '@/modules/auth/components/confirm-identity'
import { AddPasskey, SetUpCodes } from '@/modules/auth/components/set-up-factors'
import { SignOutButton } from '@/modules/auth/components/sign-out-button'
import { passkeyOrigin, passkeySite } from '@/modules/auth/passkey-site'
import { readOwnFactors } from '@/modules/auth/queries'
import { safeReturnPath } from '@/modules/auth/return-path'
import { currentStanding, pathToSignIn } from '@/modules/auth/session'
import { OtherWays, OutsidePage } from '../_parts/outside-page'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Set up a second factor | Throughline', robots: { index: false, follow: false } }

type Search = Promise<{ from?: string | string[] }>

/** The only page somebody reaches whose grace is over; open to everybody else who is in. */
export default async function SetUpPage({ searchParams }: { searchParams: Search }) {
  const from = safeReturnPath((await searchParams).from)
  const current = await currentStanding()
  if (!current || current.standing === 'challenge') redirect(await pathToSignIn(from))
  const { fresh, hasFactor } = await readOwnFactors(current.person, new Date())
  if (hasFactor && current.standing === 'in') redirect('/admin/account')
  const { publicUrl } = env()
  const next = { href: from ?? '/admin', label: 'Continue to the newsroom' }
  const [origin, passkeys] = [passkeyOrigin(publicUrl), passkeySite(publicUrl) !== null]
  const must = current.standing === 'set-up'
  const lead = (
    <p>
      {must
        ? `Your role needs a second factor here, ${current.person.name}, beside the password. The newsroom opens when it is set up.`
        : 'Beside the password, something you have: an app that makes codes, or a passkey.'}
    </p>
  )
  return (
    <OutsidePage title="Set up a second factor" lead={lead}>
      {fresh ? (
        <>
          <h2>Codes from an app</h2>
          <SetUpCodes next={next} />
          {passkeys ? (
            <OtherWays>
              <h2>Or a passkey</h2>
              <AddPasskey next={next} origin={origin} suggested="" />
            </OtherWays>
          ) : null}
        </>
      ) : (
        <ConfirmIdentity hasFactor={false} hasCodes={false} hasPasskey={false} origin={origin} passkeys={passkeys} />
      )}
      <OtherWays>
        <SignOutButton />
      </OtherWays>
    </OutsidePage>
  )
}
