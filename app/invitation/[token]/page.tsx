import type { Metadata } from 'next'
import { AcceptInvitationForm } from '@/modules/users/components/link-forms'
import { findInvitation } from '@/modules/users/queries'
import { OutsidePage } from '../../sign-in/_parts/outside-page'

export const dynamic = 'force-dynamic'
/** No other page, of this site or another, hears of the link. */
export const metadata: Metadata = { title: 'Invitation | Throughline', robots: { index: false, follow: false }, referrer: 'no-referrer' }

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invitation = await findInvitation(token, new Date())
  if (!invitation)
    return (
      <OutsidePage title="This invitation does not work any more">
        <p>It has been used, taken back, or it is over. Ask whoever sent it for a new one.</p>
      </OutsidePage>
    )
  const { email, name, role, invitedBy } = invitation
  return (
    <OutsidePage
      title="Join the newsroom"
      lead={
        <p>
          {invitedBy} invites you as {role}. You will sign in as <b>{email}</b>.
        </p>
      }
    >
      <AcceptInvitationForm token={token} email={email} name={name} />
    </OutsidePage>
  )
}
