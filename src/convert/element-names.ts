/** Element names for definitions: path and name → a legal, unique file name (conversion design, §1; BF §1.3). */
import type { Collector } from '../diagnostics/collector.ts'
import type { Span } from '../ir/origin.ts'
import { BASE_ELEMENT, BASE_MINIMAL, IMAGE_TOOLS } from './context.ts'

/** Names that conversion gives itself. */
const RESERVED = [BASE_ELEMENT, BASE_MINIMAL, IMAGE_TOOLS]

/** Hands out element names; each is given once. */
export class ElementNames {
  private readonly taken = new Set<string>(RESERVED)
  /** Without regard to case, the first of its kind. */
  private readonly folded = new Map<string, string>(RESERVED.map((name) => [name, name]))

  constructor(private readonly collector: Collector) {}

  /** The name for `stem` (a path without `.bst`), made legal and unique; a change is reported at `at`. */
  take(stem: string, at: Span): string {
    const legal = legalStem(stem)
    if (legal !== stem) this.collector.report('convert/name-changed', { from: stem, to: legal }, at)
    const name = this.takeFree(legal)
    if (name !== `${legal}.bst`) this.collector.report('convert/name-taken', { name: `${legal}.bst`, to: name }, at)
    const other = this.folded.get(name.toLowerCase())
    if (other !== undefined && other !== name) this.collector.report('convert/case-clash', { name, other }, at)
    return name
  }

  /** The name for a stem that is legal, made unique without a word: for elements that no definition names. */
  takeFree(stem: string): string {
    let name = `${stem}.bst`
    for (let number = 2; this.taken.has(name); number++) name = `${stem}-${number}.bst`
    this.taken.add(name)
    if (!this.folded.has(name.toLowerCase())) this.folded.set(name.toLowerCase(), name)
    return name
  }
}

/** A stem in the letters that every version of BuildStream and most build systems stand. */
export function legalStem(stem: string): string {
  if (LEGAL.test(stem)) return stem
  return stem.split('/').filter((part) => part !== '' && part !== '.').map((part) => {
    const safe = part.replace(/[^A-Za-z0-9._+@~,=-]/g, '_').replace(/^[.-]/, '_').replace(/\.bst$/, '_bst')
    return safe.slice(0, 200)
  }).join('/')
}

/** What nearly all stems are. */
const LEGAL = /^(?!\S*\.bst(?:\/|$))[A-Za-z0-9_+@~,=][A-Za-z0-9._+@~,=-]{0,199}(?:\/[A-Za-z0-9_+@~,=][A-Za-z0-9._+@~,=-]{0,199})*$/

/** Where the element of a definitions file goes: its own path; files at the root are sorted into folders by kind. */
export function stemOf(key: string, folder: string): string {
  return key.includes('/') ? key : `${folder}/${key}`
}
