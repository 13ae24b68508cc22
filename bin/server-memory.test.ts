import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { allocatorSettings, serverArguments } from './server-memory'

const MEBIBYTE = 1024 * 1024

describe('The memory of the web server', () => {
  it('is bounded by arguments that this Node takes', () => {
    const asked = ['-p', 'require("node:v8").getHeapStatistics().heap_size_limit']
    const { stdout, stderr } = spawnSync(process.execPath, [...serverArguments, ...asked], { encoding: 'utf8' })
    expect(stderr).toBe('')
    // The old heap, and three times the half for new objects.
    expect(Number(stdout)).toBeLessThanOrEqual(216 * MEBIBYTE)
  })

  it('leaves the allocator to an operator who has set it', () => {
    const settings = allocatorSettings({ MALLOC_ARENA_MAX: '4', MALLOC_TRIM_THRESHOLD_: undefined, PATH: '/bin' })
    expect(settings).toEqual({ MALLOC_ARENA_MAX: '4', MALLOC_MMAP_THRESHOLD_: '32768', MALLOC_TRIM_THRESHOLD_: '65536' })
  })
})
