/** What is said of a change besides: what else lies there, what follows it. Knows neither topics' titles nor layout. */
import { counted } from '../../diagnostics/render-text.ts'
import type { Change, ChangePlace, ChangeTopic } from '../../ir/difference.ts'
import { countedPlaces } from './names.ts'

/** The words for brackets behind a change; nothing where there is nothing to add. */
export function remarkOf({ topic, state, places, removed, added, reordered, follows }: Change): string | undefined {
  const many = places.length > 1
  const words = [
    ...topic === 'moved' && many ? [rootOf({ places }) ? `with ${counted(places.length - 1, 'element')} below it` : countedPlaces(places)] : [],
    ...reordered && (removed.length || added.length) ? ['the others in another order'] : [],
    ...followWords(topic, state, follows, many),
  ]
  return words.length ? words.join('; ') : undefined
}

/** What changed for no other reason: elements that name something anew, and files that come, go and move with it. */
function followWords(topic: ChangeTopic, state: Change['state'], follows: readonly string[], many: boolean): readonly string[] {
  const elements = follows.filter((path) => path.endsWith('.bst'))
  const [one, other] = [elements.length, follows.length - elements.length]
  const files = other === 0 ? [] : [state === 'changed' ? `${other} ${other === 1 ? 'file follows' : 'files follow'}` : `with ${counted(other, 'file')}`]
  if (one === 0) return files
  if (topic === 'moved') return [...files, `${one} ${one === 1 ? 'element names' : 'elements name'} ${many ? 'them by their new names' : 'it by its new name'}`]
  return [...files, `${one} ${one === 1 ? 'element follows' : 'elements follow'}`]
}

/** The place that all others lie below, if there is one; `stem` is how their paths begin. */
export function rootOf({ places }: Pick<Change, 'places'>): { readonly place: ChangePlace; readonly stem: string } | undefined {
  const [place, ...others] = [...places].sort((a, b) => a.path.length - b.path.length)
  const stem = `${place?.path.replace(/\.bst$/, '') ?? ''}/`
  return place && others.every(({ path }) => path.startsWith(stem)) ? { place, stem } : undefined
}
