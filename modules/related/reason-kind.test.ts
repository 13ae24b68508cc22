import { describe, expect, it } from 'vitest'
import { reasonKind } from './reason-kind'

const area = { type: 'area' as const }
const theme = { type: 'theme' as const }

describe('Why a link stands there, in one word', () => {
  it.each([
    [{ pinned: false, reasons: [area, theme] }, 'area'],
    [{ pinned: false, reasons: [theme] }, 'theme'],
    [{ pinned: true, reasons: [area] }, 'pin'],
    [{ pinned: true, reasons: [] }, 'pin'],
    [{ kind: 'external' as const, pinned: true, reasons: [] }, 'external'],
    [{ kind: 'story' as const, pinned: false, reasons: [theme, area] }, 'theme'],
  ])('%j: %s', (link, kind) => expect(reasonKind(link)).toBe(kind))
})
