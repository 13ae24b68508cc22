import { describe, expect, it } from 'vitest'
import { readEnv } from './env'

describe('settings', () => {
  it.each([
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://somewhere'],
    ['PUBLIC_URL', 'ftp://example.org'],
    ['AUTH_SECRET', 'short'],
    ['MAIL_TRANSPORT', 'pigeon'],
    ['MAIL_FROM', 'Newsroom <a@b.org>, c@d.org'],
    ['RELATED_WORKER', 'sometimes'],
    ['SEED', 'everything'],
    ['DEMO_PASSWORD', 'short'],
    ['SECOND_FACTOR', 'perhaps'],
    ['OIDC_ISSUER', 'login.example.org'],
    ['OIDC_ISSUER', 'http://login.example.org'],
    ['OIDC_ISSUER', 'http://127.0.0.1.evil.example'],
    ['OIDC_DEFAULT_ROLE', 'editor'],
    ['OIDC_TRUSTED_FACTOR', 'yes'],
    ['TRUST_PROXY', 'true'],
    ['LOG_LEVEL', 'loud'],
  ])('a bad %s stops the start with a sentence that names it', (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`\\b${name}\\b.*start again`))
  })

  it('an empty setting is as good as none', () => {
    expect(readEnv({ PORT: '', PUBLIC_URL: '' })).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000' })
  })

  it('the public address loses its closing slash', () => {
    expect(readEnv({ PUBLIC_URL: 'https://news.example.org/' }).publicUrl).toBe('https://news.example.org')
  })

  it('takes the three of the organisation’s sign-in together or not at all', () => {
    const three = { OIDC_ISSUER: 'https://login.example.org/realms/one/', OIDC_CLIENT_ID: 'newsroom', OIDC_CLIENT_SECRET: 'secret' }
    expect(readEnv(three)).toMatchObject({ OIDC_ISSUER: 'https://login.example.org/realms/one', OIDC_DEFAULT_ROLE: 'none' })
    expect(readEnv({ ...three, OIDC_ISSUER: 'http://127.0.0.1:4000' }).OIDC_ISSUER).toBe('http://127.0.0.1:4000')
    for (const name of Object.keys(three)) expect(() => readEnv({ ...three, [name]: '' })).toThrow(/OIDC_CLIENT_SECRET together/)
  })
})
