/** A passkey device for database tests: real keys, real signatures, and every lie a test needs it to tell. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const FLAG_PRESENT = 0x01
const FLAG_VERIFIED = 0x04
const FLAG_CREDENTIAL = 0x40

type Lies = { origin?: string; verified?: boolean; challenge?: string; rpId?: string; counter?: number }

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

/** Just enough CBOR: small integers, byte strings, text, maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  const head = (major: number, size: number): Buffer =>
    size < 24
      ? Buffer.from([(major << 5) | size])
      : size < 256
        ? Buffer.from([(major << 5) | 24, size])
        : Buffer.from([(major << 5) | 25, size >> 8, size & 255])
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  const parts = [...value].flatMap(([key, one]) => [cbor(key), cbor(one as number)])
  return Buffer.concat([head(5, value.size), ...parts])
}

export class Authenticator {
  readonly id = randomBytes(32)
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #origin: string
  #counter = 0

  /** `origin`: of the page it is used on. */
  constructor(origin: string) {
    this.#origin = origin
  }

  #clientData(type: string, challenge: string, lies: Lies): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge: lies.challenge ?? challenge, origin: lies.origin ?? this.#origin, crossOrigin: false }),
    )
  }

  #authenticatorData(rpId: string, flags: number, lies: Lies, rest: Uint8Array = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4)
    this.#counter = lies.counter ?? this.#counter + 1
    counter.writeUInt32BE(this.#counter)
    const verified = lies.verified === false ? flags & ~FLAG_VERIFIED : flags
    return Buffer.concat([sha256(lies.rpId ?? rpId), Buffer.from([verified]), counter, rest])
  }

  #publicKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ])
    return cbor(key)
  }

  /** What a browser sends after making a passkey. */
  register(options: { challenge: string; rp: { id?: string } }, lies: Lies = {}): string {
    const length = Buffer.from([0, this.id.length])
    const rest = Buffer.concat([Buffer.alloc(16), length, this.id, this.#publicKey()])
    const authData = this.#authenticatorData(options.rp.id ?? '', FLAG_PRESENT | FLAG_VERIFIED | FLAG_CREDENTIAL, lies, rest)
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ])
    return JSON.stringify({
      id: base64url(this.id),
      rawId: base64url(this.id),
      type: 'public-key',
      response: {
        clientDataJSON: base64url(this.#clientData('webauthn.create', options.challenge, lies)),
        attestationObject: base64url(cbor(attestation)),
        transports: ['internal'],
      },
      clientExtensionResults: {},
    })
  }

  /** What a browser sends after using it. */
  answer(options: { challenge: string; rpId?: string }, lies: Lies = {}): string {
    const authData = this.#authenticatorData(options.rpId ?? '', FLAG_PRESENT | FLAG_VERIFIED, lies)
    const clientData = this.#clientData('webauthn.get', options.challenge, lies)
    return JSON.stringify({
      id: base64url(this.id),
      rawId: base64url(this.id),
      type: 'public-key',
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(authData),
        signature: base64url(sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.#keys.privateKey)),
      },
      clientExtensionResults: {},
    })
  }
}
