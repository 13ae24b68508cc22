/** What a password must be. Any characters, no composition rules, no rotation: long, and not one that is tried first. */
import { countCharacters } from '@/lib/text'
import { COMMON_LONG_PASSWORDS, COMMON_PASSWORD_WORDS } from './common-passwords'

export const PASSWORD_MIN_CHARACTERS = 12
export const PASSWORD_MAX_CHARACTERS = 128
/** Fewest characters that must remain when the person's own name, address and our product's words are taken out. */
const OWN_WORDS_REST_MIN_CHARACTERS = 8

const NUMBER_MAX_GUESSABLE_CHARACTERS = 16

const PRODUCT_WORDS = ['throughline', 'newsroom', 'inspection', 'ofsted', 'partnership', 'sendnews', 'editor', 'admin', 'author', 'viewer']
const ROWS = [
  '01234567890123456789',
  '09876543210987654321',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'zyxwvutsrqponmlkjihgfedcba',
]
const LOOKALIKES: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', $: 's', '@': 'a', '!': 'i' }

const isRepetition = (text: string): boolean => /^(.{1,8}?)\1+.?$/su.test(text)
const isRow = (text: string): boolean => ROWS.some((row) => row.includes(text))
const isKnownWord = (word: string): boolean => COMMON_PASSWORD_WORDS.has(word) || PRODUCT_WORDS.includes(word)

/** Whether `letters` is one or two words that common passwords are made of. */
function isOneOrTwoKnownWords(letters: string): boolean {
  if (letters === '' || isKnownWord(letters)) return true
  for (let cut = 3; cut <= letters.length - 3; cut += 1) {
    if (isKnownWord(letters.slice(0, cut)) && isKnownWord(letters.slice(cut))) return true
  }
  return false
}

function isCommon(lower: string): boolean {
  if (COMMON_LONG_PASSWORDS.has(lower) || isRepetition(lower) || isRow(lower)) return true
  // A number of this length is a date, a telephone or a card: few enough to try them all.
  if (/^[\d\s./-]+$/.test(lower)) return lower.length <= NUMBER_MAX_GUESSABLE_CHARACTERS
  if (/[^\p{ASCII}]/u.test(lower)) return false
  const plain = lower.replace(/[^a-z]/g, '')
  const undisguised = lower.replace(/^[^a-z]+|[^a-z]+$/g, '').replace(/[0134571$@!]/g, (sign) => LOOKALIKES[sign] ?? sign)
  return isOneOrTwoKnownWords(plain) || isOneOrTwoKnownWords(undisguised.replace(/[^a-z]/g, ''))
}

/** Whether little is left of the password without the person's name, address and our own words. */
function isMostlyKnownOfThePerson(lower: string, person: { email: string; name: string }): boolean {
  const words = [...person.email.toLowerCase().split(/[@.+_-]/), ...person.name.toLowerCase().split(/\s+/), ...PRODUCT_WORDS]
  const known = words.filter((word) => word.length >= 4).sort((a, b) => b.length - a.length)
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), lower)
  return rest !== lower && countCharacters(rest) < OWN_WORDS_REST_MIN_CHARACTERS
}

/** What is wrong with a new password, as a sentence for the person; null when nothing is. */
export function passwordProblem(password: string, person: { email: string; name: string }): string | null {
  const length = countCharacters(password)
  if (length === 0) return 'Enter a password'
  if (length < PASSWORD_MIN_CHARACTERS) return `Password must be ${PASSWORD_MIN_CHARACTERS} characters or more`
  if (length > PASSWORD_MAX_CHARACTERS) return `Password must be ${PASSWORD_MAX_CHARACTERS} characters or fewer`
  const lower = password.normalize('NFKC').toLowerCase()
  if (isCommon(lower)) return 'Choose a password that is harder to guess: this one is made of what people try first'
  if (isMostlyKnownOfThePerson(lower, person))
    return 'Choose a password that does not rest on your name, your address or the name of this site'
  return null
}
