/** What the workflow's commands take. Runs in the browser and on the server. */
import { z } from 'zod'
import { line } from '@/lib/text'
import { readLondonTime, WHICH } from '@/modules/workflow/london-time'
import { READERS_NOTE_MAX_CHARACTERS, WITHDRAW_REASON_MAX_CHARACTERS } from './schema'

export const WORKFLOW_NOTE_MAX_CHARACTERS = 300
export const PEOPLE_MAX = 50
/** Stories one press may act on. */
export const MANY_MAX = 100

const versioned = { id: z.uuid('This story does not exist').toLowerCase(), version: z.coerce.number().int().min(1) }
const note = (name: string) => line({ max: WORKFLOW_NOTE_MAX_CHARACTERS, name })
const urgent = note('The reason why it cannot wait').optional()

/** `to`: the accounts that are asked to read it; none: whoever comes first. */
export const submitSchema = z.strictObject({
  ...versioned,
  note: note('The note').optional(),
  to: z.array(z.uuid('Choose people from the list').toLowerCase()).max(PEOPLE_MAX, `Choose at most ${PEOPLE_MAX} people`).optional(),
})
export type SubmitInput = z.infer<typeof submitSchema>

export const approveSchema = z.strictObject(versioned)
export type ApproveInput = z.infer<typeof approveSchema>

export const returnSchema = z.strictObject({
  ...versioned,
  note: line({ max: WORKFLOW_NOTE_MAX_CHARACTERS, name: 'The note', required: 'Enter what has to change' }),
})
export type ReturnInput = z.infer<typeof returnSchema>

export const retractSchema = z.strictObject(versioned)
export type RetractInput = z.infer<typeof retractSchema>

export const markReviewedSchema = z.strictObject(versioned)
export type MarkReviewedInput = z.infer<typeof markReviewedSchema>

/** A London day and time, as two fields of a form; `which` where the clock goes back. */
const clock = {
  day: z.string({ error: 'Enter a day like 2026-11-22' }).max(20, 'Enter a day like 2026-11-22'),
  time: z.string({ error: 'Enter a time like 09:00' }).max(20, 'Enter a time like 09:00'),
  which: z.enum(WHICH, { error: 'Choose the first or the second' }).optional(),
}

type Clock = { day: string; time: string; which?: (typeof WHICH)[number] | undefined }

/** Puts the instant `at` in the place of the clock's fields. */
function withInstant<T extends Clock>({ day, time, which, ...rest }: T, context: z.RefinementCtx): Omit<T, keyof Clock> & { at: Date } {
  const read = readLondonTime({ day: day.trim(), time, ...(which && { which }) })
  if ('at' in read) return { ...rest, at: read.at }
  const field = 'twice' in read ? 'which' : read.problem === 'gap' ? 'time' : read.problem
  context.addIssue({ code: 'custom', message: read.message, path: [field] })
  return z.NEVER
}

const how = {
  act: z.enum(['publish', 'withdraw'], { error: 'Choose what is to happen' }),
  /** For changes of a live story: whether readers are told, and what. */
  change: z.enum(['minor', 'told'], { error: 'Choose “Minor change” or “Tell readers”' }).optional(),
  note: line({ max: READERS_NOTE_MAX_CHARACTERS, name: 'The note for readers' }).optional(),
  /** For a withdrawal; readers will see it. */
  reason: line({ max: WITHDRAW_REASON_MAX_CHARACTERS, name: 'The reason' }).optional(),
  urgent,
}

export const scheduleSchema = z.strictObject({ ...versioned, ...how, ...clock }).transform(withInstant)
export type ScheduleInput = z.output<typeof scheduleSchema>

export const unscheduleSchema = z.strictObject({ ...versioned, act: how.act })
export type UnscheduleInput = z.infer<typeof unscheduleSchema>

/** `scheduleId`: the time that is moved, or put right after it failed. */
const one = { scheduleId: z.uuid('This time is no longer set').toLowerCase() }
export const moveScheduleSchema = z.strictObject({ ...versioned, ...one, ...clock }).transform(withInstant)
export type MoveScheduleInput = z.output<typeof moveScheduleSchema>

export const retryScheduleSchema = z.strictObject({ ...versioned, ...one, urgent })
export type RetryScheduleInput = z.infer<typeof retryScheduleSchema>

const embargoNote = note('The note')
/** Without a day the embargo is lifted. */
export const embargoSchema = z
  .strictObject({ ...versioned, day: clock.day.nullable(), time: clock.time.optional(), which: clock.which, note: embargoNote.optional() })
  .transform(({ day, time, which, ...rest }, context): { id: string; version: number; note?: string | undefined; until: Date | null } => {
    if (day === null || day.trim() === '') return { ...rest, until: null }
    const { at, ...read } = withInstant({ ...rest, day, time: time ?? '', which }, context)
    return { ...read, until: at }
  })
export type EmbargoInput = z.output<typeof embargoSchema>

/** Who may open the story beside the one who says so, by account. */
export const peopleSchema = z.strictObject({
  ...versioned,
  sensitive: z.union([z.boolean(), z.literal('on').transform(() => true)], { error: 'Choose whether it is sensitive' }).default(false),
  people: z.array(z.uuid('Choose people from the list').toLowerCase()).max(PEOPLE_MAX, `Name at most ${PEOPLE_MAX} people`),
})
export type PeopleInput = z.infer<typeof peopleSchema>

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/
const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`)
  return ISO_DAY.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day
}

/** Without a day the reminder is taken away. */
export const reminderSchema = z.strictObject({
  ...versioned,
  on: z
    .string()
    .nullable()
    .transform((day) => (day === null || day.trim() === '' ? null : day.trim()))
    .refine((day) => day === null || isDay(day), { error: 'Enter a day like 2026-11-22' }),
  note: note('The note').optional(),
})
export type ReminderInput = z.infer<typeof reminderSchema>

const chosen = z.array(z.strictObject(versioned)).min(1, 'Choose at least one story').max(MANY_MAX, `Choose at most ${MANY_MAX} stories`)
/** One act over a selection; each story with the version it was chosen at. */
export const manySchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('submit'), stories: chosen, note: note('The note').optional() }),
  z.strictObject({ act: z.literal('approve'), stories: chosen }),
  z
    .strictObject({ act: z.literal('schedule'), stories: chosen, change: how.change, note: how.note, urgent, ...clock })
    .transform(withInstant),
  z.strictObject({
    act: z.literal('withdraw'),
    stories: chosen,
    reason: line({
      max: WITHDRAW_REASON_MAX_CHARACTERS,
      name: 'The reason',
      required: 'Enter why the stories are withdrawn; readers will see it',
    }),
  }),
])
export type ManyInput = z.output<typeof manySchema>
