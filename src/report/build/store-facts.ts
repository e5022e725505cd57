/** What a store holds, or what was done to it, as text. Knows no store. */
import { visibleText } from '../../diagnostics/visible-text.ts'

/** Numbers by name; those whose name ends in `Bytes` are sizes. */
export type Facts = Readonly<Record<string, number>>

/** The folder and a line for each fact; a number of things and their size are one fact. */
export function storeFactsText(folder: string, facts: Facts): string {
  const rows = Object.entries(facts).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const size = facts[`${name}Bytes`]
    if (size !== undefined) return [[words(name), `${value} (${sizeText(size)})`]]
    if (!name.endsWith('Bytes')) return [[words(name), String(value)]]
    const things = name.slice(0, -'Bytes'.length)
    return facts[things] === undefined ? [[words(things), sizeText(value)]] : []
  })
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return `${visibleText(folder)}\n${rows.map(([name, value]) => `  ${`${name}:`.padEnd(width + 1)} ${value}\n`).join('')}`
}

/** The same for programs. */
export function storeFactsJson(command: string, folder: string, facts: Facts): string {
  return `${JSON.stringify({ type: 'store', command, folder, ...facts })}\n`
}

/** `removedTrees` → `removed trees`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function sizeText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10))
  return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${' KMGT'.charAt(power)}iB`
}
