/** The element kinds that the builder knows. A new one is a file and a row. */
import { autotoolsDeclaration } from './autotools.ts'
import { cmakeDeclaration } from './cmake.ts'
import { composeKind } from './compose.ts'
import type { ElementKind } from './element-kind.ts'
import { filterKind } from './filter.ts'
import { importKind } from './import.ts'
import { makeDeclaration } from './make.ts'
import { manualDeclaration } from './manual.ts'
import { mesonDeclaration } from './meson.ts'
import { phasesKind } from './phases.ts'
import { pipDeclaration } from './pip.ts'
import { scriptKind } from './script.ts'
import { setuptoolsDeclaration } from './setuptools.ts'
import { stackKind } from './stack.ts'

const ROWS: readonly ElementKind[] = [
  importKind, stackKind, composeKind, filterKind, scriptKind,
  ...[manualDeclaration, autotoolsDeclaration, cmakeDeclaration, makeDeclaration, mesonDeclaration, pipDeclaration, setuptoolsDeclaration].map(phasesKind),
]

/** By name. */
export const ELEMENT_KINDS: ReadonlyMap<string, ElementKind> = new Map(ROWS.map((kind) => [kind.declaration.kind, kind]))
