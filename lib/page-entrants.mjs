/**
 * Who asked for a page while it was being rendered. Next answers all of them with one render: one that asked after a
 * publication could join a render whose last check in the database had begun before it, and be shown what was there
 * before. So the check that counts is one that began after the last of them came.
 */

/** After so many checks in a row with somebody new, the page is asked for again: it is a busy moment of a busy page. */
const CHECKS_MAX = 5

export class Entrants {
  /** @type {Map<string, { asking: number, entered: number }>} addresses that are being answered */
  #open = new Map()

  /**
   * @param {string} url a request target; what stands after a question mark is no part of a public page's address
   * @returns {() => void} to be called once, when the answer has ended
   */
  enter(url) {
    const address = url.split('?', 1)[0] ?? url
    const one = this.#open.get(address) ?? { asking: 0, entered: 0 }
    one.asking += 1
    one.entered += 1
    this.#open.set(address, one)
    return () => {
      one.asking -= 1
      if (one.asking === 0) this.#open.delete(address)
    }
  }

  /**
   * How many have come so far, of those since the address was last asked for by nobody.
   * @param {string} address
   */
  entered(address) {
    return this.#open.get(address)?.entered ?? 0
  }

  /** @param {string} address @param {() => Promise<'kept' | 'old' | 'unknown' | 'not-kept'>} keep @param {() => Promise<'old' | 'unknown' | 'not-kept'>} checkAgain */
  async keepForAll(address, keep, checkAgain) {
    let seen = this.entered(address)
    const outcome = await keep()
    for (let checks = 0; outcome !== 'old' && this.entered(address) !== seen; checks += 1) {
      if (checks === CHECKS_MAX) return 'old'
      seen = this.entered(address)
      const again = await checkAgain()
      if (again !== 'not-kept') return again
    }
    return outcome
  }
}
