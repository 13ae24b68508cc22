/**
 * The only reader of process.env for settings. A bad value stops the start with a sentence that names it.
 * Values that the launcher works out (the embedded database's address, generated secrets) reach the server
 * process through the same names, set by bin/start.mjs.
 */
import { resolve } from 'node:path'
import { z } from 'zod'

const PORT_WORDS = 'must be a number from 1 to 65535'
const port = z.coerce.number(PORT_WORDS).int(PORT_WORDS).min(1, PORT_WORDS).max(65535, PORT_WORDS)

/** Where the files of pictures are kept: "file" (in DATA_DIR), or a bucket. */
function isMediaStore(value: string): boolean {
  if (value === 'file') return true
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  const endpoint = url.searchParams.get('endpoint')
  const known = [...url.searchParams.keys()].every((name) => name === 'endpoint' || name === 'region')
  return url.protocol === 's3:' && url.host !== '' && known && (endpoint === null || (/^https?:/.test(endpoint) && URL.canParse(endpoint)))
}

const isSafeIssuer = (address: string): boolean => /^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${address}/`)

const settings = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  READER_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  COUNTER_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  DATA_DIR: z
    .string()
    .min(1)
    .default('.data')
    .transform((dir) => resolve(dir)),
  MEDIA_STORE: z
    .string()
    .refine(isMediaStore, 'must be file, or like s3://bucket?endpoint=https://s3.example.org&region=eu-west-2')
    .default('file'),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://news.example.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  MAIL_TRANSPORT: z
    .string()
    .regex(/^(smtps?:\/\/|file:)/, 'must start with smtp://, smtps:// or file:')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/, 'must be an address such as newsroom@example.org')
    .optional(),
  RELATED_WORKER: z.enum(['on', 'off'], 'must be on or off').default('on'),
  SEED: z.enum(['demo', 'none'], 'must be demo or none').optional(),
  DEMO_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  SECOND_FACTOR: z.enum(['required', 'offered'], 'must be required or offered').optional(),
  OIDC_ISSUER: z
    .url({ error: 'must be an address such as https://login.example.org' })
    .refine(isSafeIssuer, 'must begin with https:// (http:// only on this machine)')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(60, 'must have at most 60 characters').default('your organisation'),
  OIDC_DEFAULT_ROLE: z.enum(['none', 'viewer', 'author'], 'must be none, viewer or author').default('none'),
  OIDC_TRUSTED_FACTOR: z.enum(['on', 'off'], 'must be on or off').default('off'),
  TRUST_PROXY: z.enum(['0', '1'], 'must be 1 or 0').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent').default('info'),
})

export type Env = z.infer<typeof settings> & { publicUrl: string }

/** Reads and checks the settings. Throws an Error whose message names the variable and says what it must be. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`The setting ${String(issue?.path[0])} is not usable: ${issue?.message}. Correct it and start again.`)
  }
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = parsed.data
  const someOfOidc = [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET].filter((value) => value !== undefined).length
  if (someOfOidc !== 0 && someOfOidc !== 3)
    throw new Error('Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together, or none of them. Correct them and start again.')
  const host = parsed.data.HOST.includes(':') ? `[${parsed.data.HOST}]` : parsed.data.HOST
  return {
    ...parsed.data,
    publicUrl: parsed.data.PUBLIC_URL ?? `http://${host === '0.0.0.0' || host === '[::]' ? 'localhost' : host}:${parsed.data.PORT}`,
  }
}

let cached: Env | undefined
/** The settings of this process, read once. */
export function env(): Env {
  cached ??= readEnv()
  return cached
}
