/** What an organisation's sign-in (OpenID Connect) is believed. Pure. */
import { z } from 'zod'
import { normaliseEmail } from '@/lib/text'
import type { Factor } from './factor-rules'

/** The claims of an identity token whose signature, issuer, audience, nonce and times were checked. */
export const claimsSchema = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: z.string().max(254).optional(),
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).optional(),
  name: z.string().max(1_000).optional(),
  amr: z.array(z.string()).optional(),
  acr: z.string().optional(),
})
export type Claims = z.infer<typeof claimsSchema>

/** Values of `acr` that mean more than one factor. */
const STRONG_ACR = ['phr', 'phrh', 'http://schemas.openid.net/pape/policies/2007/06/multi-factor']

/** What an organisation's sign-in proves: a second factor only where it says so (RFC 8176 "mfa"), or where the operator does. */
export function factorsOf({ amr = [], acr }: Pick<Claims, 'amr' | 'acr'>, isTrusted: boolean): Factor[] {
  return isTrusted || amr.includes('mfa') || (acr !== undefined && STRONG_ACR.includes(acr)) ? ['oidc', 'mfa'] : ['oidc']
}

/** The address an account may be found by: one the organisation has verified, else null. */
export const verifiedEmail = ({ email, email_verified }: Claims): string | null =>
  email !== undefined && email_verified === true ? normaliseEmail(email) : null

/** What is kept of an organisation's account. */
export const subjectOf = ({ iss, sub }: Pick<Claims, 'iss' | 'sub'>): string => `${iss} ${sub}`
