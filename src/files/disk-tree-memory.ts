/** A memory of parsed texts in one file, by the digest of each text. Whatever goes wrong with it, texts are parsed again. */
import { hash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import type { MapNode } from '../yaml/located.ts'
import type { TreeMemory } from '../yaml/tree-memory.ts'
import { errorCode } from './failure.ts'

/** Raised when texts are parsed to other trees than before. */
const FORMAT = 1

/** Reads the memory when it is first asked; {@link save} writes what this run asked for, and nothing older. */
export class DiskTreeMemory implements TreeMemory {
  private known: Readonly<Record<string, MapNode>> | undefined
  private readonly used = new Map<string, MapNode>()
  private isNew = false

  constructor(private readonly path: string) {}

  recall(text: string): MapNode | undefined {
    this.known ??= readKnown(this.path)
    const key = digestOf(text)
    const tree = Object.hasOwn(this.known, key) ? this.known[key] : undefined
    if (tree) this.used.set(key, tree)
    return tree
  }

  remember(text: string, tree: MapNode): void {
    this.used.set(digestOf(text), tree)
    this.isNew = true
  }

  /** Keeps the memory for later runs. */
  save(): void {
    if (!this.isNew) return
    const body = JSON.stringify(Object.fromEntries(this.used))
    const aside = `${this.path}.${process.pid}`
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 })
      writeFileSync(aside, `${headOf(body)}\n${body}`)
      renameSync(aside, this.path)
    } catch (error) {
      if (errorCode(error) === undefined) throw error
    }
  }
}

function readKnown(path: string): Readonly<Record<string, MapNode>> {
  try {
    const text = readFileSync(path, 'utf8')
    const end = text.indexOf('\n')
    const body = text.slice(end + 1)
    return text.slice(0, end) === headOf(body) ? JSON.parse(body) as Record<string, MapNode> : {}
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return {}
  }
}

/** A memory that was cut short or edited is none. */
function headOf(body: string): string {
  return `morph2bst trees ${FORMAT} ${digestOf(body)}`
}

function digestOf(text: string): string {
  return hash('sha256', text)
}
