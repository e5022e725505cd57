/** What a store holds, or what was done to it, as text. Knows no store. */
import { visibleText } from '../../diagnostics/visible-text.ts'

/** Numbers by name; those whose name ends in `Bytes` are sizes. */
export type Facts = Readonly<Record<string, number>>

/** The folder and a line for each fact. */
export function storeFactsText(folder: string, facts: Facts): string {
  const rows = Object.entries(facts).map(([name, value]) => (name.endsWith('Bytes') ? [words(name.slice(0, -5)), sizeText(value)] : [words(name), String(value)]) as readonly [string, string])
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
