/** Kinds for tests that read BuildStream projects: those with phases as the builder declares them, and simple ones beside. */
import { autotoolsDeclaration } from '../../src/builder/elements/autotools.ts'
import { cmakeDeclaration } from '../../src/builder/elements/cmake.ts'
import { makeDeclaration } from '../../src/builder/elements/make.ts'
import { manualDeclaration } from '../../src/builder/elements/manual.ts'
import { mesonDeclaration } from '../../src/builder/elements/meson.ts'
import { pipDeclaration } from '../../src/builder/elements/pip.ts'
import { setuptoolsDeclaration } from '../../src/builder/elements/setuptools.ts'
import type { KindDeclaration } from '../../src/ir/kind-declaration.ts'
import type { Kinds } from '../../src/project/read-project.ts'

const core = (kind: string, given: Partial<KindDeclaration>): KindDeclaration => ({
  kind, core: true, defaults: '', configKeys: [], sources: 'none', dependencies: 'any', dependencyConfigKeys: [], ...given,
})

const ELEMENTS: readonly KindDeclaration[] = [
  autotoolsDeclaration, cmakeDeclaration, makeDeclaration, manualDeclaration, mesonDeclaration, pipDeclaration, setuptoolsDeclaration,
  core('stack', { dependencies: 'both' }),
  core('import', { sources: 'required', configKeys: ['source', 'target'], defaults: 'config: {source: /, target: /}' }),
  core('compose', { dependencies: 'build', configKeys: ['integrate', 'include', 'exclude', 'include-orphans'], defaults: 'config: {integrate: True, include: [], exclude: [], include-orphans: True}' }),
  core('filter', { dependencies: 'one-build', configKeys: ['include', 'exclude', 'include-orphans', 'pass-integration'], defaults: 'config: {include: [], exclude: [], include-orphans: False, pass-integration: False}' }),
  core('script', { dependencies: 'build', dependencyConfigKeys: ['location'], configKeys: ['root-read-only', 'commands'], defaults: 'variables: {cwd: /}\nconfig: {root-read-only: False, commands: []}' }),
]

/** All of them, with the sources that tests use. */
export const PROJECT_KINDS: Kinds = {
  elements: new Map(ELEMENTS.map((declaration) => [declaration.kind, declaration])),
  sources: new Map([
    { kind: 'local', core: true, keys: ['path'] },
    { kind: 'tar', core: true, keys: ['url', 'ref', 'base-dir'] },
    { kind: 'remote', core: true, keys: ['url', 'ref', 'filename'] },
    { kind: 'patch', core: false, keys: ['path', 'strip-level'] },
    { kind: 'git', core: false, keys: ['url', 'track', 'ref', 'ref-format', 'checkout-submodules', 'submodules', 'track-tags', 'tags'] },
  ].map((declaration) => [declaration.kind, declaration])),
}
