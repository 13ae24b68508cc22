import { describe, expect, it } from 'vitest'
import { type ActionResult, emptyFormState, type FormState } from '@/modules/auth/form-state'
import { asSeen, formAsSeen, NOT_AS_SEEN, seenStamp } from './as-seen'
import type { Forecast } from './forecast'

const link = (number: number) => ({ number, slug: `s${number}`, url: null, headline: `Story ${number}` })
/** Under story 1 it puts these links. */
const forecast = (stamp: string, after: number[]): Forecast => ({
  number: null,
  own: null,
  changed: [{ ...link(1), before: [], after: after.map(link), gains: after.map(link), loses: [] }],
  counted: 1,
  all: true,
  stamp,
})
const refusal: ActionResult<string> = { ok: false, kind: 'problems', problems: [NOT_AS_SEEN] }

/** A newsroom whose last event is `last()`; what it would do is `now()`. */
async function press(seen: Forecast, last: () => string, now: () => ActionResult<Forecast>) {
  const shown: Forecast[] = []
  const result = await asSeen({
    seen,
    carryOut: async (stamp): Promise<ActionResult<string>> => (stamp === last() ? { ok: true, value: 'done' } : refusal),
    lookAgain: async () => now(),
    onOther: (one) => shown.push(one),
  })
  return { result, shown: shown.map(({ stamp }) => stamp) }
}

describe('What was looked at', () => {
  it('is done at once where nothing else was published', async () => {
    const { result, shown } = await press(
      forecast('7', [2]),
      () => '7',
      () => refusal as ActionResult<Forecast>,
    )
    expect({ result, shown }).toEqual({ result: { ok: true, value: 'done' }, shown: [] })
  })

  it('is done without a word where it would do the same to every list', async () => {
    let at = 8
    const stamps = () => String(at)
    const looks = () => ({ ok: true, value: forecast(stamps(), [2]) }) as const
    expect((await press(forecast('7', [2]), stamps, looks)).result).toEqual({ ok: true, value: 'done' })
    // And where somebody publishes while it is counted.
    const late = () => {
      const value = forecast(stamps(), [2])
      if (at < 10) at += 1
      return { ok: true, value } as const
    }
    expect(await press(forecast('7', [2]), stamps, late)).toEqual({ result: { ok: true, value: 'done' }, shown: ['8', '9', '10'] })
  })

  it('is shown anew, and not done, where it would do something else', async () => {
    expect(
      await press(
        forecast('7', [2]),
        () => '8',
        () => ({ ok: true, value: forecast('8', [3, 2]) }),
      ),
    ).toEqual({ result: refusal, shown: ['8'] })
  })

  it('is not done where it cannot be worked out again, nor where others publish without end', async () => {
    const gone = { ok: false, kind: 'conflict', message: 'Changed', current: null } as const
    expect(
      (
        await press(
          forecast('7', [2]),
          () => '8',
          () => gone,
        )
      ).result,
    ).toEqual(gone)
    let at = 8
    const more = () => {
      at += 1
      return { ok: true, value: forecast(String(at - 1), [2]) } as const
    }
    expect((await press(forecast('7', [2]), () => String(at), more)).result).toEqual(refusal)
  })

  it('is what a form sends, which answers with its own state: what was done, what it refused, and what it would do now', async () => {
    const send = async (last: string, again: number[]) => {
      const shown: Forecast[] = []
      const sent: string[] = []
      const state = await formAsSeen<string>({
        seen: forecast('7', [2]),
        fields: new FormData(),
        action: async (_before: FormState<string>, fields) => {
          sent.push(String(fields.get('stamp')))
          return fields.get('stamp') === last ? { ...emptyFormState, value: 'done' } : { ...emptyFormState, problems: [NOT_AS_SEEN] }
        },
        lookAgain: async () => ({ ok: true, value: forecast('8', again) }),
        onOther: (one) => shown.push(one),
      })
      return { sent, value: state.value, problems: state.problems, shown: shown.map(({ stamp }) => stamp) }
    }
    expect(await send('7', [])).toEqual({ sent: ['7'], value: 'done', problems: [], shown: [] })
    expect(await send('8', [2])).toEqual({ sent: ['7', '8'], value: 'done', problems: [], shown: ['8'] })
    expect(await send('8', [3])).toEqual({ sent: ['7'], value: null, problems: [NOT_AS_SEEN], shown: ['8'] })
  })

  it('has a stamp that is a number, or none', () => {
    expect(['7', undefined].map((one) => seenStamp.safeParse(one).success)).toEqual([true, true])
    expect(['', 'x', '1'.repeat(21), 7, null].map((one) => seenStamp.safeParse(one).success)).toEqual(Array(5).fill(false))
  })
})
