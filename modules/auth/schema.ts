import { z } from 'zod'
import { normaliseEmail, textFault } from '@/lib/text'

const TYPED_MAX_CHARACTERS = 1_000

const typed = (message: string) =>
  z
    .string({ error: message })
    .min(1, message)
    .max(TYPED_MAX_CHARACTERS, message)
    .refine((value) => textFault(value) === null, message)

/** What is typed at sign-in. Any address is taken as it is, so that a malformed one gets the same answer as a wrong one. */
export const signInSchema = z.strictObject({
  email: typed('Enter your email address').transform(normaliseEmail),
  /** Exactly as typed: white-space counts. */
  password: typed('Enter your password'),
  from: z.string().optional(),
})

export type SignInInput = z.infer<typeof signInSchema>

/** What the cookie's token carries, and nothing else. */
export const sessionTokenSchema = z.object({ sub: z.uuid(), sid: z.string().min(40).max(64), sv: z.number().int() })

export type SessionToken = z.infer<typeof sessionTokenSchema>

export const nothingSchema = z.strictObject({})
