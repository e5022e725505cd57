import { AUDIT, DIFF } from '../../../tests/support/page-data.ts'
import { modelOf } from '../model.ts'
import { startOf } from '../place.ts'
import { sceneOf, type Measure } from './graph-input.ts'
import { labelLines } from './label.ts'
import { layoutOf, type Placed } from './layout.ts'
import { relationsAmong } from './relations.ts'
import { fitted, moveInto, scaled } from './viewport.ts'

const measure: Measure = (text) => text.length * 7
const uses = (table: Readonly<Record<number, readonly number[]>>) => (index: number): readonly number[] => table[index] ?? []

test('an arrow that a longer way says already is left out', () => {
  expect(relationsAmong([0, 1, 2], uses({ 1: [0], 2: [1, 0] }))).toEqual([{ from: 0, to: 1 }, { from: 1, to: 2 }])
})

test('what is not shown passes on what it builds on', () => {
  expect(relationsAmong([0, 2], uses({ 1: [0], 2: [1] }))).toEqual([{ from: 0, to: 2 }])
})

test('circles keep their arrows, and end', () => {
  expect(relationsAmong([0, 1, 2], uses({ 0: [1], 1: [0], 2: [2] }))).toEqual([{ from: 1, to: 0 }, { from: 0, to: 1 }])
})

test('what builds on a box lies right of it, and no two boxes lie on each other', () => {
  const boxes = Array.from({ length: 30 }, (_, id) => ({ id, width: 40 + id, height: 20 }))
  const arrows = boxes.flatMap(({ id }) => id > 0 && id < 20 ? [{ from: Math.floor(id / 2), to: id }] : []).filter(({ from, to }) => from !== to)
  const { boxes: placed, width, height } = layoutOf(boxes, arrows, { box: 8, layer: 20 })
  const list = [...placed.values()]
  expect(list).toHaveLength(30)
  for (const { from, to } of arrows) expect(placed.get(to)!.x).toBeGreaterThan(placed.get(from)!.x + placed.get(from)!.width)
  const apart = (a: Placed, b: Placed): boolean => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  expect(list.flatMap((a, at) => list.slice(at + 1).filter((b) => !apart(a, b)))).toEqual([])
  expect(list.filter(({ x, y, ...box }) => x < 0 || y < 0 || x + box.width > width + 0.1 || y + box.height > height + 0.1)).toEqual([])
})

test('nothing has a size of nothing', () => {
  expect(layoutOf([], [], { box: 1, layer: 1 })).toMatchObject({ width: 0, height: 0 })
})

test('an open stratum is large enough for its chunks; they lie within it', () => {
  const model = modelOf(AUDIT)
  const place = startOf(model)
  const closed = sceneOf(model, place, new Set(), measure)
  const open = sceneOf(model, place, new Set([1]), measure)
  expect(closed.strata.map(({ id, chunks }) => [id, chunks])).toEqual(expect.arrayContaining([[0, undefined], [1, undefined], [2, undefined]]))
  const box = open.strata.find(({ id }) => id === 1)!
  expect([...box.chunks!.boxes.keys()].sort()).toEqual([1, 2])
  for (const chunk of box.chunks!.boxes.values()) expect([chunk.x + chunk.width < box.width, chunk.y + chunk.height < box.height]).toEqual([true, true])
  expect(box.chunks!.arrows).toMatchObject([{ from: 1, to: 2 }])
})

test('only what differs is laid out, if that is wanted', () => {
  const model = modelOf(DIFF)
  expect(sceneOf(model, { ...startOf(model), onlyChanged: true }, new Set(), measure).strata.map(({ id }) => id)).toEqual([1])
})

test.each([
  ['core', ['core']], ['device-management', ['device-', 'management']], ['multimedia-gstreamer-openmax-generic', ['multimedia-gstreamer-', 'openmax-generic']],
  ['NetworkManager-common', ['Network', 'Manager-common']], ['averyveryverylongname', ['averyveryverylongname']], ['a-verylongnameindeed', ['a-verylongnameindeed']],
])('the name %s is written as %j', (name, lines) => {
  expect(labelLines(name)).toEqual(lines)
})

test('all of an area is shown in the middle, never larger than life', () => {
  expect(fitted({ x: 0, y: 0, width: 100, height: 50 }, { width: 300, height: 300 })).toEqual({ scale: 1, x: 100, y: 125 })
  expect(fitted({ x: 100, y: 0, width: 1000, height: 100 }, { width: 548, height: 300 })).toEqual({ scale: 0.5, x: -26, y: 125 })
})

test('the point under the pointer stays when the scale changes', () => {
  const view = { x: 10, y: 20, scale: 1 }
  const next = scaled(view, 2, { x: 110, y: 70 })
  expect((110 - next.x) / next.scale).toBe(100)
  expect((70 - next.y) / next.scale).toBe(50)
  expect(scaled(view, 1000, { x: 0, y: 0 }).scale).toBe(2.5)
})

test.each([
  ['is in sight', 100, 50, 0], ['sticks out in front', 10, 50, 20], ['sticks out behind', 460, 50, -34], ['is too long', 100, 900, -70], ['cannot be seen', 2000, 50, -1772],
])('a stretch that %s moves as far as it must', (_, start, length, by) => {
  expect(moveInto(start, length, 500, 30)).toBe(by)
})
