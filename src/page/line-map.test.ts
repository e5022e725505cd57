import { AUDIT, FILES } from '../../tests/support/page-data.ts'
import { joined, linkOf, mappedLines } from './line-map.ts'
import { modelOf } from './model.ts'

const model = modelOf(AUDIT)
const range = (file: number, from: number, to = from): object => ({ file, from, to })

test('of nested stretches around a line of the project the shortest counts', () => {
  expect(linkOf(model, { file: FILES.oneBst, line: 6 }, [FILES.oneBst])).toEqual({ definitions: [range(FILES.top, 8)], project: [range(FILES.oneBst, 6)] })
  expect(linkOf(model, { file: FILES.oneBst, line: 4 }, [FILES.oneBst])).toEqual({ definitions: [range(FILES.top, 6, 8)], project: [range(FILES.oneBst, 4, 6)] })
})

test('a line of the definitions leads to all that was made of it, in the files that are shown', () => {
  expect(linkOf(model, { file: FILES.top, line: 8 }, [FILES.oneBst, FILES.topBst])).toEqual({ definitions: [range(FILES.top, 8)], project: [range(FILES.oneBst, 6)] })
  expect(linkOf(model, { file: FILES.top, line: 8 }, [FILES.topBst])).toEqual({ definitions: [range(FILES.top, 6, 8)], project: [range(FILES.topBst, 4)] })
  expect(linkOf(model, { file: FILES.top, line: 6 }, [FILES.oneBst, FILES.topBst])?.project).toEqual([range(FILES.oneBst, 4, 6), range(FILES.topBst, 4)])
})

test('a line that says nothing of the other side leads nowhere', () => {
  expect(linkOf(model, { file: FILES.oneBst, line: 1 }, [FILES.oneBst])).toBeUndefined()
  expect(linkOf(model, { file: FILES.top, line: 1 }, [FILES.oneBst])).toBeUndefined()
  expect(linkOf(model, { file: 99, line: 1 }, [])).toBeUndefined()
})

test('ranges that meet or overlap are one, in one file', () => {
  const [top, two] = [FILES.top, FILES.two]
  expect(joined([{ file: top, from: 5, to: 5 }, { file: top, from: 6, to: 9 }, { file: top, from: 7, to: 8 }, { file: top, from: 11, to: 11 }, { file: two, from: 12, to: 12 }]))
    .toEqual([range(top, 5, 9), range(top, 11), range(two, 12)])
})

test('the lines that are marked', () => {
  expect([...mappedLines(model, FILES.twoBst, [])].sort((a, b) => a - b)).toEqual([4, 7, 8, 10])
  expect([...mappedLines(model, FILES.two, [FILES.twoBst])].sort((a, b) => a - b)).toEqual([3, 4, 6])
  expect([...mappedLines(model, FILES.two, [FILES.oneBst])]).toEqual([])
})
