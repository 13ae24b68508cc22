'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { CorrectedStory, CorrectionView } from '../views'
import { type Act, Complaint } from './corrections-box'

type Props = { complaint: CorrectionView; story: CorrectedStory; decides: boolean }

/** A complaint in the register, decided where it stands: then the page is asked for again. */
export function RegisterDecision({ complaint, story, decides }: Props) {
  const router = useRouter()
  const [failure, setFailure] = useState('')
  const act: Act = async (_said, call) => {
    setFailure('')
    const result = await call(story.version).catch(() => null)
    if (result?.ok) {
      router.refresh()
      return null
    }
    if (result?.kind === 'problems') return result.problems
    setFailure(result?.message ?? 'The newsroom did not answer. Try again.')
    return []
  }
  return (
    <>
      <Complaint complaint={complaint} story={story} decides={decides} act={act} />
      <div role="alert">{failure === '' ? null : <p>{failure}</p>}</div>
    </>
  )
}
