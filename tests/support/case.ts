/** Reads the `case.yaml` of a fixture. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is special about a fixture, and how an audit of it exits. */
export interface Case {
  readonly about: string
  readonly exit: number
}

/** The case of the fixture in `folder`; its two lines need no YAML parser. */
export function readCase(folder: string): Case {
  const text = readFileSync(join(folder, 'case.yaml'), 'utf8')
  const [, about, exit] = /^about: (.*)\nexit: ([01])\n$/.exec(text) ?? []
  if (about === undefined || exit === undefined) throw new Error(`${folder}/case.yaml: expected "about" and "exit"`)
  return { about, exit: Number(exit) }
}
