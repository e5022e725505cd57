import { grouped, type PlacedEdit } from './group.ts'

/** A list at a place that lacks, and has, these members. */
function edit(name: string, had: readonly string[], has: readonly string[], stratum = 'strata/core'): PlacedEdit {
  const member = (text: string) => ({ text })
  return {
    topic: 'dependencies', place: { path: name }, stratum, systems: 1n,
    edit: {
      path: ['build-depends'], state: had.length === 0 ? 'added' : 'changed', reordered: false, had: new Set(had), has: new Set(has),
      removed: had.filter((text) => !has.includes(text)).map(member), added: has.filter((text) => !had.includes(text)).map(member),
    },
  }
}

const told = (edits: readonly PlacedEdit[]): readonly string[] => grouped(edits).map(({ state, removed, added, places }) => `${state} -${removed.join()} +${added.join()} ${places.map(({ path }) => path).join()}`)

test('equal edits are one change, whatever the lists had before', () => {
  expect(told([edit('a', ['x'], ['x', 'z']), edit('b', [], ['z']), edit('c', [], ['y'])])).toEqual(['changed - +z a,b', 'added - +y c'])
})

test('in one stratum, who had a part already changed in the same way', () => {
  const others = [edit('a', [], ['y', 'z']), edit('b', [], ['y', 'z'])]
  expect(told([...others, edit('c', ['y'], ['y', 'z'])])).toEqual(['changed - +y,z a,b,c'])
  expect(told([...others, edit('c', ['y'], ['y', 'z'], 'strata/other')])).toEqual(['added - +y,z a,b', 'changed - +z c'])
  expect(told([...others, edit('c', ['w'], ['w', 'z'])])).toEqual(['added - +y,z a,b', 'changed - +z c'])
})
