import { expect, it } from 'vitest'
import { buffersFor } from './postgres-cluster'

const GIGABYTE = 1024 ** 3

it.each([
  [0.5, 64],
  [2, 64],
  [8, 256],
  [64, 512],
])('a machine of %s GB gives PostgreSQL %i MB of its own', (gigabytes, megabytes) => {
  expect(buffersFor(gigabytes * GIGABYTE)).toBe(megabytes)
})
