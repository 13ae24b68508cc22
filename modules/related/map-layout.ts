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
const ROOM = 15
const STEPS = 120

/** 7 to 20: the area grows with the lists. */
export const radiusOf = (lists: number): number => Math.min(20, 7 + 2.2 * Math.sqrt(lists))

type Body = MapNode & { x: number; y: number; radius: number; home: { x: number; y: number } }

/** Groups on an ellipse in the order of their names, those about no one place in the middle. */
function homesOf(nodes: readonly MapNode[]): Map<string, { x: number; y: number }> {
  const names = [...new Set(nodes.map((node) => node.group))].filter((name) => name !== '').sort((a, b) => a.localeCompare(b, 'en-GB'))
  const middle = { x: WIDTH / 2, y: HEIGHT / 2 }
  const around = names.map((name, at): [string, { x: number; y: number }] => {
    const turn = (2 * Math.PI * at) / Math.max(1, names.length) - Math.PI / 2
    return [name, { x: middle.x + 0.36 * WIDTH * Math.cos(turn), y: middle.y + 0.36 * HEIGHT * Math.sin(turn) }]
  })
  return new Map([['', middle], ...around])
}

/**
 * Lays the nodes out. Nothing is left to chance: each starts beside its group's home in the order given, and the forces
 * draw no random number that is not the same each time.
 */
export function layOut(nodes: readonly MapNode[], edges: readonly MapEdge[]): Layout {
  const homes = homesOf(nodes)
  const bodies = nodes.map((node, at): Body => {
    const home = homes.get(node.group) ?? { x: WIDTH / 2, y: HEIGHT / 2 }
    // A sunflower: no two begin in one place.
    const [turn, far] = [2.399963 * at, 6 * Math.sqrt(at + 1)]
    return { ...node, home, radius: radiusOf(node.lists), x: home.x + far * Math.cos(turn), y: home.y + far * Math.sin(turn) }
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
      forceCollide<Body>((body) => Math.max(ROOM, body.radius + 6))
        .strength(1)
        .iterations(2),
    )
    .tick(STEPS)
  return framed(bodies, homes)
}

const within = (value: number, most: number): number => Math.round(10 * Math.min(most - MARGIN, Math.max(MARGIN, value))) / 10

function framed(bodies: readonly Body[], homes: Map<string, { x: number; y: number }>): Layout {
  const places = new Map(
    bodies.map(({ number, x, y, radius }) => [number, { x: within(x, WIDTH), y: within(y, HEIGHT), radius: Math.round(10 * radius) / 10 }]),
  )
  const groups = [...homes].flatMap(([name]) => {
    const own = bodies.filter((body) => body.group === name)
    if (name === '' || own.length === 0) return []
    const top = Math.min(...own.map((body) => body.y - body.radius))
    const middle = own.reduce((sum, body) => sum + body.x, 0) / own.length
    return [{ name, x: within(middle, WIDTH), y: Math.round(10 * Math.max(18, top - 12)) / 10 }]
  })
  return { width: WIDTH, height: HEIGHT, places, groups }
}
