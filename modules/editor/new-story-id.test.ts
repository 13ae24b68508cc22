import { describe, expect, it } from 'vitest'
import { newStoryId } from './new-story-id'
import { saveStorySchema } from './schema'

describe('The id of a new story', () => {
  it('is a random UUID that a save takes', () => {
    const ids = Array.from({ length: 50 }, newStoryId)
    expect(new Set(ids).size).toBe(50)
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(saveStorySchema.shape.newId.parse(id)).toBe(id)
    }
  })
})
