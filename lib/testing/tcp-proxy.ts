/** A stand-in for the network between a server and its database: it can be cut, and it can fall silent. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type TcpProxy = {
  /** `url` with the proxy's address in place of the database's. */
  through: (url: string) => string
  /** Connections are cut and refused. */
  refuse: () => Promise<void>
  /** Connections stay open and are still accepted, and nothing passes. */
  hang: () => void
  /** Cuts what is open now; new connections pass. */
  cut: () => void
  /** As at first. */
  pass: () => Promise<void>
  close: () => Promise<void>
}

/** A proxy on a free port of the loopback address, to the server that `url` names. */
export async function openTcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url)
  const pairs = new Set<[Socket, Socket]>()
  let silent = false

  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    const end = () => {
      near.destroy()
      far.destroy()
      pairs.delete(pair)
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
    near.on('data', (data) => !silent && far.write(data))
    far.on('data', (data) => !silent && near.write(data))
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = () => {
    for (const [near] of pairs) near.destroy()
  }
  const refuse = async () => {
    silent = false
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    cut()
    await closed
  }

  return {
    through: (other) => {
      const changed = new URL(other)
      changed.host = `127.0.0.1:${port}`
      return changed.href
    },
    refuse,
    cut,
    hang: () => {
      silent = true
    },
    pass: async () => {
      // What was swallowed is lost: those connections would wait for ever.
      if (silent) cut()
      silent = false
      if (!server.listening) await listen(port)
    },
    close: refuse,
  }
}
