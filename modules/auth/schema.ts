import { z } from 'zod'
import { line, normaliseEmail, textFault } from '@/lib/text'

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

export const PASSKEY_NAME_MAX_CHARACTERS = 60
export const PASSKEYS_PER_PERSON_MAX = 20
const CODE_MAX_CHARACTERS = 40
const PASSKEY_ANSWER_MAX_CHARACTERS = 20_000

/** A code of the app or one of the recovery codes, as typed. */
export const codeSchema = z.strictObject({
  code: typed('Enter the code').max(CODE_MAX_CHARACTERS, 'Enter the code as it stands there'),
  from: z.string().optional(),
})

/** Proving again who one is: by code where there is a second factor, by password where there is none. */
export const confirmSchema = z.strictObject({
  code: z.string().max(CODE_MAX_CHARACTERS, 'Enter the code as it stands there').optional(),
  password: z.string().max(TYPED_MAX_CHARACTERS, 'Enter your password').optional(),
})
export type ConfirmInput = z.infer<typeof confirmSchema>

const base64url = z.string().regex(/^[\w-]*={0,2}$/)
const extensions = z.record(z.string(), z.unknown()).default({})
const passkeyName = line({ max: PASSKEY_NAME_MAX_CHARACTERS, name: 'Name', required: 'Enter a name, such as “Work laptop”' })

/** What a browser gives back after a passkey was made (WebAuthn RegistrationResponseJSON). */
const registration = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
  clientExtensionResults: extensions,
})
/** What a browser gives back after a passkey was used (WebAuthn AuthenticationResponseJSON). */
const authentication = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
  clientExtensionResults: extensions,
})
const NO_PASSKEY = 'The browser gave no passkey. Try again'
const asJson = (text: string, context: z.core.$RefinementCtx): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: NO_PASSKEY })
    return z.NEVER
  }
}
const answer = z.string({ error: NO_PASSKEY }).max(PASSKEY_ANSWER_MAX_CHARACTERS, NO_PASSKEY).transform(asJson)

export const registerPasskeySchema = z.strictObject({ name: passkeyName, answer: answer.pipe(registration) })
export type RegisterPasskeyInput = z.infer<typeof registerPasskeySchema>
export const passkeyAnswerSchema = z.strictObject({ answer: answer.pipe(authentication), from: z.string().optional() })
export type PasskeyAnswerInput = z.infer<typeof passkeyAnswerSchema>
export const renamePasskeySchema = z.strictObject({ id: base64url.max(1_400), name: passkeyName })
export const passkeyIdSchema = z.strictObject({ id: base64url.max(1_400) })
export const sessionIdSchema = z.strictObject({ id: z.uuid('This sign-in has ended already') })
