import { expect, it } from 'vitest'
import { buffersFor, hasOwnBuffers } from './postgres-cluster'

const GIGABYTE = 1024 ** 3

it.each([
  [0.5, 64],
  [2, 64],
  [8, 256],
  [64, 512],
])('a machine of %s GB gives PostgreSQL %i MB of its own', (gigabytes, megabytes) => {
  expect(buffersFor(gigabytes * GIGABYTE)).toBe(megabytes)
})

it.each([
  ['as it was made', 'port = 5432\nshared_buffers = 64MB\t\t\t# min 128kB\n', '', false],
  ['left out, or a comment', "#shared_buffers = '2GB'\n", '# written by ALTER SYSTEM\n', false],
  ['in postgresql.conf', 'shared_buffers = 1GB # ours\n', '', true],
  ['once more below', "shared_buffers = 64MB\n  shared_buffers '2GB'\n", '', true],
  ['by ALTER SYSTEM, be it what we wrote', 'shared_buffers = 64MB\n', "shared_buffers = '64MB'\n", true],
])('What was set by hand is told from what we wrote: %s', (_, conf, auto, own) => {
  expect(hasOwnBuffers(conf, auto)).toBe(own)
})
