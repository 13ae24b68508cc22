import { describe, expect, it } from 'vitest'
import { NoRoom, turns } from './turns'

describe('Turns', () => {
  it('lets no more than so many run at once, in the order in which they came, whatever becomes of them', async () => {
    const inTurn = turns(2)
    const began: number[] = []
    let running = 0
    let most = 0
    const work = (n: number) =>
      inTurn(async () => {
        began.push(n)
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 1))
        running -= 1
        if (n % 3 === 0) throw new Error(`fault ${n}`)
        return n
      })
    const all = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => work(n)))
    expect(most).toBe(2)
    expect(began).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(all.map((one) => (one.status === 'fulfilled' ? one.value : null))).toEqual([null, 1, 2, null, 4, 5, null, 7, 8])
    expect(await work(10)).toBe(10)
  })

  it('refuse who would have to wait behind too many, and take in the next when there is room', async () => {
    const inTurn = turns(1, 1)
    let finish = () => {}
    const first = inTurn(() => new Promise<number>((resolve) => (finish = () => resolve(1))))
    const second = inTurn(async () => 2)
    await expect(inTurn(async () => 3)).rejects.toThrow(NoRoom)
    finish()
    expect(await Promise.all([first, second])).toEqual([1, 2])
    expect(await inTurn(async () => 4)).toBe(4)
  })
})
