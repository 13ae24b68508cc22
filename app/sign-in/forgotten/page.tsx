import type { Metadata } from 'next'
import { AskForPasswordForm } from '@/modules/users/components/link-forms'
import { OtherWays, OutsidePage } from '../_parts/outside-page'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Forgotten password | Throughline', robots: { index: false, follow: false } }

export default function ForgottenPage() {
  return (
    <OutsidePage title="Forgotten password" lead={<p>We send you a link with which you choose a new one.</p>}>
      <AskForPasswordForm />
      <OtherWays>
        <p>
          <a href="/sign-in">Back to signing in</a>
        </p>
      </OtherWays>
    </OutsidePage>
  )
}
