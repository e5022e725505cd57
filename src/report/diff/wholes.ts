/** Elements and files that came, went or became others as a whole, as few lines as will do. Knows no layout. */
import { counted } from '../../diagnostics/render-text.ts'
import type { Change } from '../../ir/difference.ts'
import { placeName, placesName } from './names.ts'
import { remarkOf, rootOf } from './remarks.ts'

const SIGNS = { added: '+', removed: '-', moved: '~', changed: '~' } as const
/** So many things of one change have a line each. */
const FEW = 6

/** One line about whole things. */
export interface Whole {
  readonly sign: '+' | '-' | '~'
  readonly subject: string
  readonly remark?: string
}

/** An element with what lies below it is told as that one. */
export function wholes(change: Change): readonly Whole[] {
  const { state, places, follows } = change
  const sign = SIGNS[state]
  const root = rootOf(change)
  const inRoot = root === undefined ? [] : [...places.map(({ path }) => path), ...follows].filter((path) => path.startsWith(root.stem) && path.endsWith('.bst'))
  const rest = follows.filter((path) => !inRoot.includes(path))
  const files = rest.filter((path) => !path.endsWith('.bst')).length
  const company = [
    ...inRoot.length && root ? [fewOf(inRoot.map((path) => path.slice(root.stem.length).replace(/\.bst$/, '')).sort())] : [],
    ...files ? [counted(files, inRoot.length ? 'other file' : 'file')] : [],
  ]
  const remark = [
    ...company.length ? [`with ${company.join(' and ')}`] : [],
    remarkOf({ ...change, follows: company.length ? rest.filter((path) => path.endsWith('.bst')) : rest }),
  ].filter((words) => words !== undefined).join('; ')
  const withRemark = (whole: Whole): Whole => (remark === '' ? whole : { ...whole, remark })
  if (root) return [withRemark({ sign, subject: placeName(root.place) })]
  if (places.length <= FEW) return places.map((place, index) => (index === 0 ? withRemark({ sign, subject: placeName(place) }) : { sign, subject: placeName(place) }))
  return [withRemark({ sign, subject: manyName(change) })]
}

/** Many places in one word: their common name if they have one, else the first few. */
function manyName({ places, together }: Change): string {
  const subject = placesName({ places, ...(together === undefined ? {} : { together }) })
  const names = new Set(places.map((place) => placeName(place).replace(/^.*\//, '')))
  const [only] = names
  if (names.size === 1 && only !== undefined) return `${only}, ${subject}`
  return names.size === places.length && (together !== undefined || subject.includes(' below ')) ? `${subject}: ${fewOf([...names].map((name) => name.replace(/\.bst$/, '')))}` : subject
}

function fewOf(names: readonly string[]): string {
  return names.length <= FEW ? names.join(', ') : `${names.slice(0, FEW - 1).join(', ')} and ${names.length - FEW + 1} more`
}
