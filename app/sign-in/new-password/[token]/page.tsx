import type { Metadata } from 'next'
import { NewPasswordForm } from '@/modules/users/components/link-forms'
import { isPasswordLink } from '@/modules/users/queries'
import { OutsidePage } from '../../_parts/outside-page'

export const dynamic = 'force-dynamic'
/** No other page, of this site or another, hears of the link. */
export const metadata: Metadata = { title: 'New password | Throughline', robots: { index: false, follow: false }, referrer: 'no-referrer' }

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  if (await isPasswordLink(token, new Date()))
    return (
      <OutsidePage title="New password" lead={<p>You are signed out everywhere when it is set.</p>}>
        <NewPasswordForm token={token} />
      </OutsidePage>
    )
  return (
    <OutsidePage title="This link does not work any more">
      <p>
        It has been used, or it is over. <a href="/sign-in/forgotten">Ask for a new one</a>.
      </p>
    </OutsidePage>
  )
}
