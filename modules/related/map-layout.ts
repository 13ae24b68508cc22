/** Where the stories of the drawn map stand: laid out by forces, the same for the same links. Pure. */
import { forceCollide, forceLink, forceSimulation, forceX, forceY } from 'd3-force'

/** `lists`: how many lists show it. `group`: what it is about, by place; groups stand together. */
export type MapNode = { number: number; group: string; lists: number }
/** One lists the other. */
export type MapEdge = { from: number; to: number }
export type Place = { x: number; y: number; radius: number }
export type Layout = { width: number; height: number; places: Map<number, Place>; groups: { name: string; x: number; y: number }[] }

const WIDTH = 1_200
const HEIGHT = 900
const MARGIN = 40
/** Each has at least 24 pixels of its own, to be hit by. */
const ROOM = 13
const STEPS = 80
/** Places looked at for one story: the whole picture. */
const TRIES = 60_000

/** 7 to 20: the area grows with the lists. */
export const radiusOf = (lists: number): number => Math.min(20, 7 + 2.2 * Math.sqrt(lists))

type Body = MapNode & { x: number; y: number; radius: number; home: { x: number; y: number } }

const spaceOf = ({ radius }: { radius: number }): number => Math.max(ROOM, radius + 3)

/** Groups on an ellipse in the order of their names, those about no one place in the middle. */
function homesOf(nodes: readonly MapNode[]): Map<string, { x: number; y: number }> {
  const names = [...new Set(nodes.map((node) => node.group))].filter((name) => name !== '').sort((a, b) => a.localeCompare(b, 'en-GB'))
  const middle = { x: WIDTH / 2, y: HEIGHT / 2 }
  const ring = names.map((name, at): [string, { x: number; y: number }] => {
    const turn = (2 * Math.PI * at) / Math.max(1, names.length) - Math.PI / 2
    return [name, { x: middle.x + 0.36 * WIDTH * Math.cos(turn), y: middle.y + 0.36 * HEIGHT * Math.sin(turn) }]
  })
  return new Map([['', middle], ...ring])
}

/**
 * Lays the nodes out. Nothing is left to chance: each starts beside its group's home in the order given, and the forces
 * draw no random number that is not the same each time.
 */
export function layOut(nodes: readonly MapNode[], edges: readonly MapEdge[]): Layout {
  const homes = homesOf(nodes)
  const bodies = nodes.map((node, at): Body => {
    const home = homes.get(node.group) ?? { x: WIDTH / 2, y: HEIGHT / 2 }
    const off = around(at + 1, 6)
    return { ...node, home, radius: radiusOf(node.lists), x: home.x + off.x, y: home.y + off.y }
  })
  const known = new Set(nodes.map((node) => node.number))
  const links = edges.filter(({ from, to }) => known.has(from) && known.has(to)).map(({ from, to }) => ({ source: from, target: to }))
  forceSimulation<Body>(bodies)
    .stop()
    .force('home-x', forceX<Body>((body) => body.home.x).strength(0.12))
    .force('home-y', forceY<Body>((body) => body.home.y).strength(0.12))
    .force(
      'links',
      forceLink<Body, (typeof links)[number]>(links)
        .id((body) => body.number)
        .distance(60)
        .strength(0.03),
    )
    .force(
      'room',
      forceCollide<Body>((body) => spaceOf(body)),
    )
    .tick(STEPS)
  return framed(bodies, homes)
}

const within = (value: number, most: number): number => Math.round(10 * Math.min(most - MARGIN, Math.max(MARGIN, value))) / 10
/** A sunflower: the n-th place around another; no two are one. */
const around = (n: number, step: number) => ({
  x: step * Math.sqrt(n) * Math.cos(2.399963 * n),
  y: step * Math.sqrt(n) * Math.sin(2.399963 * n),
})

/** The largest stay where the forces left them; each other one goes to the nearest place where it is on nobody. */
function spread(bodies: readonly Body[]): Map<number, Place> {
  const places = new Map<number, Place>()
  for (const body of [...bodies].sort((a, b) => b.radius - a.radius)) {
    const taken = [...places.values()]
    const at = (n: number): Place => {
      const off = around(n, 5)
      return { x: within(body.x + off.x, WIDTH), y: within(body.y + off.y, HEIGHT), radius: Math.round(10 * body.radius) / 10 }
    }
    const free = (place: Place) =>
      taken.every((other) => Math.hypot(other.x - place.x, other.y - place.y) >= spaceOf(other) + spaceOf(place))
    let n = 0
    while (n < TRIES && !free(at(n))) n += 1
    places.set(body.number, at(n))
  }
  return places
}

function framed(bodies: readonly Body[], homes: Map<string, { x: number; y: number }>): Layout {
  const places = spread(bodies)
  const groups = [...homes.keys()].flatMap((name) => {
    const own = bodies.filter((body) => body.group === name).flatMap((body) => places.get(body.number) ?? [])
    if (name === '' || own.length === 0) return []
    const top = Math.min(...own.map((place) => place.y - place.radius))
    const middle = own.reduce((sum, place) => sum + place.x, 0) / own.length
    return [{ name, x: within(middle, WIDTH), y: Math.round(10 * Math.max(18, top - 12)) / 10 }]
  })
  return { width: WIDTH, height: HEIGHT, places, groups }
}
