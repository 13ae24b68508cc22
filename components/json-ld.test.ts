import { describe, expect, it } from 'vitest'
import { jsonForScript } from './json-ld'

describe('JSON inside a script element', () => {
  it('cannot end the element, begin a comment or break a line, and reads back the same', () => {
    const value = { headline: '</script><script>alert(1)</script> <!-- & \u2028 \u2029 "quoted" \\' }
    const text = jsonForScript(value)
    expect(text).not.toMatch(/[<>&\u2028\u2029]/)
    expect(JSON.parse(text)).toEqual(value)
  })
})
