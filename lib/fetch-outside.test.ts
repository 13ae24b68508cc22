import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect as connectPlain, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { type Connect, connectOutside, fetchOutsideWith, OUTSIDE_LIMITS, type Resolve } from './fetch-outside'
import { selfSigned } from './testing/self-signed'

const OUTSIDE = '93.184.215.14'
const open: { server: Server; sockets: Set<Socket> }[] = []
afterEach(async () => {
  const ended = open.splice(0).map(({ server, sockets }) => {
    for (const socket of sockets) socket.destroy()
    return new Promise((done) => server.close(done))
  })
  await Promise.all(ended)
})

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})))
  open.push({ server, sockets })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}

type Names = Record<string, string[]> | (() => string[])
type Asked = { method: string | undefined; url: string | undefined; host: string | undefined; headers: Record<string, unknown> }

/** A real server; what it is asked is written down, and so is every connection the fetcher opens, by checked address. */
async function site(answer: RequestListener, names: Names = {}) {
  const asked: Asked[] = []
  const port = await listen(
    createServer((request, response) => {
      asked.push({ method: request.method, url: request.url, host: request.headers.host, headers: request.headers })
      answer(request, response)
    }),
  )
  return { asked, ...fetcher(port, names) }
}

function fetcher(port: number, names: Names = {}, limits = OUTSIDE_LIMITS) {
  const opened: string[] = []
  const lookedUp: string[] = []
  const resolve: Resolve = async (host) => {
    lookedUp.push(host)
    const given = typeof names === 'function' ? names() : names[host]
    if (given) return given
    if (host.endsWith('.co')) return [OUTSIDE]
    throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
  }
  const connect: Connect = (to) => {
    opened.push(`${to.address}:${to.port}`)
    return connectPlain({ host: '127.0.0.1', port })
  }
  return {
    opened,
    lookedUp,
    fetchOutside: fetchOutsideWith({ resolve, connect, userAgent: 'Checker (+https://news.example.org)', limits }),
  }
}

const HOPS: Record<string, [number, string]> = {
  '/moved': [301, '/here'],
  '/moved-twice': [308, '/moved'],
  '/then-for-now': [301, '/for-now'],
  '/for-now': [302, '/here'],
  '/to-loopback': [302, 'http://127.0.0.1/'],
  '/to-metadata': [301, 'http://169.254.169.254/latest/meta-data/'],
  '/to-mapped': [302, 'http://[::ffff:10.0.0.1]/'],
  '/to-decimal': [302, 'http://2130706433/'],
  '/to-octal': [302, 'http://0177.0.0.1/'],
  '/to-hexadecimal': [302, 'http://0x7f.1/'],
  '/to-port': [302, 'http://a.co:5432/'],
  '/to-file': [302, 'file:///etc/passwd'],
  '/to-inner-name': [302, 'http://inner.co/'],
  '/to-password': [302, 'http://admin:admin@a.co/'],
  '/circle': [302, '/circle-back'],
  '/circle-back': [302, '/circle'],
}

const hopping: RequestListener = (request, response) => {
  const hop = HOPS[request.url ?? '']
  const endless = /^\/endless\/(\d+)/.exec(request.url ?? '')
  if (hop) response.writeHead(hop[0], { location: hop[1] })
  else if (endless) response.writeHead(302, { location: `/endless/${Number(endless[1]) + 1}` })
  else response.writeHead(request.url === '/gone' ? 410 : 200)
  response.end()
}

describe('An address that answers', () => {
  it('is asked by HEAD, under its name, on the address that was checked, saying who asks and nothing else', async () => {
    const { fetchOutside, asked, opened } = await site(hopping)
    expect(await fetchOutside('http://a.co/here?x=1#part')).toMatchObject({ kind: 'answer', status: 200, movedTo: null, text: '' })
    expect(opened).toEqual([`${OUTSIDE}:80`])
    expect(asked).toMatchObject([{ method: 'HEAD', url: '/here?x=1', host: 'a.co' }])
    expect(Object.keys(asked[0]?.headers ?? {}).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
    expect(asked[0]?.headers['user-agent']).toBe('Checker (+https://news.example.org)')
  })

  it.each([400, 403, 404, 405, 501])('by %i to HEAD is asked again by GET', async (status) => {
    const { fetchOutside, asked } = await site((request, response) => response.writeHead(request.method === 'HEAD' ? status : 200).end('x'))
    expect(await fetchOutside('http://a.co/')).toMatchObject({ kind: 'answer', status: 200 })
    expect(asked.map(({ method }) => method)).toEqual(['HEAD', 'GET'])
  })

  it.each([429, 503])('by %i is left alone, with what it says of when to come back', async (status) => {
    const { fetchOutside, asked } = await site((_, response) => response.writeHead(status, { 'retry-after': '120' }).end())
    expect(await fetchOutside('http://a.co/')).toMatchObject({ kind: 'answer', status, retryAfter: '120' })
    expect(asked).toHaveLength(1)
  })

  it('by 410 is an answer too', async () => {
    const { fetchOutside } = await site(hopping)
    expect(await fetchOutside('http://a.co/gone')).toMatchObject({ kind: 'answer', status: 410 })
  })

  it('gives its text where that is wanted, and no more than the limit', async () => {
    const { fetchOutside } = await site((_, response) => response.end('ab'.repeat(100_000)))
    const heard = await fetchOutside('http://a.co/robots.txt', { keepText: true })
    expect(heard.kind === 'answer' && heard.text.length).toBe(64 * 1024)
  })

  it('gets no cookie back, from one redirect to the next', async () => {
    const { fetchOutside, asked } = await site((request, response) =>
      response.writeHead(request.url === '/b' ? 200 : 302, { 'set-cookie': 'who=1', location: '/b' }).end(),
    )
    expect(await fetchOutside('http://a.co/a')).toMatchObject({ kind: 'answer', status: 200 })
    expect(asked.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined])
  })
})

describe('A redirect', () => {
  it.each([
    ['/moved', 'http://a.co/here'],
    ['/moved-twice', 'http://a.co/here'],
    ['/then-for-now', 'http://a.co/for-now'],
    ['/for-now', null],
  ])('of %s has moved for good to %s', async (path, movedTo) => {
    const { fetchOutside } = await site(hopping)
    expect(await fetchOutside(`http://a.co${path}`)).toMatchObject({ kind: 'answer', status: 200, finalUrl: 'http://a.co/here', movedTo })
  })

  it.each(Object.keys(HOPS).filter((path) => path.startsWith('/to-')))(
    'is a new address under the same rules: %s is refused',
    async (path) => {
      const { fetchOutside, asked, opened } = await site(hopping, { 'inner.co': ['10.0.0.7'] })
      expect(await fetchOutside(`http://a.co${path}`)).toMatchObject({ kind: 'refused' })
      expect(asked).toHaveLength(1)
      expect(opened).toEqual([`${OUTSIDE}:80`])
    },
  )

  it('in a circle is noticed, and one without end is left after five', async () => {
    const { fetchOutside, asked } = await site(hopping)
    expect(await fetchOutside('http://a.co/circle')).toMatchObject({ kind: 'unreachable', why: 'It redirects in a circle.' })
    asked.length = 0
    expect(await fetchOutside('http://a.co/endless/0')).toMatchObject({ kind: 'unreachable', why: 'It redirects more than 5 times.' })
    expect(asked).toHaveLength(6)
  })

  it('is looked up anew: a name whose second answer is an inner address is refused (rebinding)', async () => {
    const answers = [[OUTSIDE], ['127.0.0.1']]
    const { fetchOutside, asked, opened } = await site(hopping, () => answers.shift() ?? ['127.0.0.1'])
    expect(await fetchOutside('http://rebinding.co/moved')).toMatchObject({ kind: 'refused', why: expect.stringContaining('127.0.0.1') })
    expect(opened).toEqual([`${OUTSIDE}:80`])
    expect(asked).toHaveLength(1)
  })

  it('to GET after HEAD uses the address that was checked, not a second look-up', async () => {
    const { fetchOutside, lookedUp, opened } = await site((request, response) =>
      response.writeHead(request.method === 'HEAD' ? 405 : 200).end(),
    )
    await fetchOutside('http://a.co/')
    expect(lookedUp).toEqual(['a.co'])
    expect(opened).toEqual([`${OUTSIDE}:80`, `${OUTSIDE}:80`])
  })
})

describe('Nothing is sent', () => {
  it.each([
    ['to a private address', ['10.0.0.1']],
    ['when one of several is private', [OUTSIDE, '192.168.1.1']],
    ['to a mapped address', ['::ffff:127.0.0.1']],
    ['to what is no address', ['localhost']],
  ])('%s', async (_, addresses) => {
    const { fetchOutside, asked, opened } = await site(hopping, { 'odd.co': addresses })
    expect(await fetchOutside('http://odd.co/')).toMatchObject({ kind: 'refused' })
    expect([asked, opened]).toEqual([[], []])
  })

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://localhost/',
    'ftp://a.co/',
    'http://a.co:22/',
    'http://u:p@a.co/',
  ])('to %s, whose name is not even looked up', async (address) => {
    const { fetchOutside, opened, lookedUp } = await site(hopping)
    expect(await fetchOutside(address)).toMatchObject({ kind: 'refused' })
    expect([opened, lookedUp]).toEqual([[], []])
  })

  it('when there is no such name, or the name servers do not answer', async () => {
    const { fetchOutside } = await site(hopping, { 'empty.co': [] })
    expect(await fetchOutside('http://nowhere.org/')).toMatchObject({ kind: 'no-address', noSuchName: true })
    expect(await fetchOutside('http://empty.co/')).toMatchObject({ kind: 'no-address', noSuchName: true })
    const limits = { ...OUTSIDE_LIMITS, connectMs: 50 }
    const silent = fetchOutsideWith({ resolve: () => new Promise(() => {}), connect: connectOutside, userAgent: 'x', limits })
    expect(await silent('http://a.co/')).toMatchObject({ kind: 'no-address', noSuchName: false })
  })
})

describe('A server that means harm, or is ill', () => {
  const limits = { ...OUTSIDE_LIMITS, connectMs: 150, totalMs: 300 }

  it('and never answers is left at the end of the time', async () => {
    const { fetchOutside } = fetcher(await listen(createTcpServer(() => {})), {}, limits)
    const began = Date.now()
    expect(await fetchOutside('http://a.co/')).toEqual({ kind: 'unreachable', reached: true, why: 'It did not answer in time.' })
    expect(Date.now() - began).toBeLessThan(2_000)
  })

  it('and sends its headers drop by drop is left too', async () => {
    const port = await listen(
      createTcpServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n')
        const timer = setInterval(() => socket.write('x: y\r\n'), 20)
        socket.on('close', () => clearInterval(timer))
      }),
    )
    expect(await fetcher(port, {}, limits).fetchOutside('http://a.co/')).toMatchObject({
      kind: 'unreachable',
      why: 'It did not answer in time.',
    })
  })

  it('and never finishes TLS is left when the time to connect is over', async () => {
    const port = await listen(createTcpServer(() => {}))
    const connect: Connect = () => connectSecure({ host: '127.0.0.1', port })
    const fetchOutside = fetchOutsideWith({ resolve: async () => [OUTSIDE], connect, userAgent: 'x', limits })
    expect(await fetchOutside('https://a.co/')).toEqual({ kind: 'unreachable', reached: true, why: 'It did not connect in time.' })
  })

  it('and sends a body without end is cut off after 64 kB', async () => {
    let sent = 0
    const { fetchOutside } = await site((request, response) => {
      response.writeHead(request.method === 'HEAD' ? 405 : 200)
      if (request.method === 'HEAD') return void response.end()
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384))) sent += 16_384
      }
      response.on('drain', more)
      more()
    })
    expect(await fetchOutside('http://a.co/')).toMatchObject({ kind: 'answer', status: 200, text: '' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(sent).toBeLessThan(16 * 1024 * 1024)
  })

  it('and sends headers without end, or no HTTP, gives no usable answer', async () => {
    for (const bytes of [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`, 'SSH-2.0-OpenSSH_9.6\r\n']) {
      const port = await listen(createTcpServer((socket) => void socket.write(bytes)))
      expect(await fetcher(port, {}, { ...limits, totalMs: 3_000 }).fetchOutside('http://a.co/')).toMatchObject({ kind: 'unreachable' })
    }
  })

  it('and hangs up, or is not there, is unreachable', async () => {
    const port = await listen(createTcpServer((socket) => socket.destroy()))
    expect(await fetcher(port).fetchOutside('http://a.co/')).toMatchObject({ kind: 'unreachable' })
    expect(await fetcher(1).fetchOutside('http://a.co/')).toEqual({ kind: 'unreachable', reached: false, why: 'It refuses connections.' })
  })
})

describe('The product’s own connection', () => {
  it('does not believe a certificate that nobody signed', async () => {
    const asked: string[] = []
    const server = createSecureServer(selfSigned('a.co'), (request, response) => {
      asked.push(request.url ?? '')
      response.end()
    })
    const port = await listen(server)
    // Nothing but the port is other than in production.
    const connect: Connect = (to) => connectOutside({ ...to, address: '127.0.0.1', port })
    const fetchOutside = fetchOutsideWith({ resolve: async () => [OUTSIDE], connect, userAgent: 'x' })
    expect(await fetchOutside('https://a.co/')).toEqual({
      kind: 'unreachable',
      reached: true,
      why: 'Its certificate is signed by nobody we know.',
    })
    expect(asked).toEqual([])
    const trusting: Connect = () => connectSecure({ host: '127.0.0.1', port, servername: 'a.co', rejectUnauthorized: false })
    expect(await fetchOutsideWith({ resolve: async () => [OUTSIDE], connect: trusting, userAgent: 'x' })('https://a.co/x')).toMatchObject({
      kind: 'answer',
      status: 200,
    })
  })
})
