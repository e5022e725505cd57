/** What the kinds with phases run, as BuildStream 2.8 with buildstream-plugins 2.8 does; tests/acceptance asks it itself. */
import { confTexts } from '../../src/ir/conf.ts'
import { Collector } from '../../src/diagnostics/collector.ts'
import { readProject } from '../../src/project/read-project.ts'
import { PROJECT_KINDS } from '../support/project-kinds.ts'

const CONF = 'name: p\nmin-version: 2.0\nplugins: [{origin: pip, package-name: buildstream-plugins, elements: [autotools, cmake, make, meson, pip, setuptools]}]\n'

/** Expects the commands of a phase of an element that says nothing but its kind and some variables. */
function check(kind: string, variables: string, phase: string, commands: readonly string[]): void {
  const collector = new Collector()
  const files: Readonly<Record<string, string>> = { 'project.conf': CONF, 'x.bst': `kind: ${kind}\nvariables: {${variables}}\n` }
  const project = readProject({ root: '/p', read: (path) => files[path], list: () => ['x.bst'] }, { targets: ['x.bst'], options: new Map(), maxJobs: 2, host: { arch: 'x86_64', os: 'Linux' } }, PROJECT_KINDS, collector)
  expect(collector.list()).toEqual([])
  expect(confTexts(project?.elements.get('x.bst')?.config, `${phase}-commands`)).toEqual(commands)
}

test.each<[string, string, string, readonly string[]]>([
  ['manual', 'a: b', 'build', []],
  ['make', 'make-args: V=1', 'build', ['make V=1']],
  ['make', 'prefix: /opt', 'install', ['make -j1 PREFIX="/opt" DESTDIR="/buildstream-install" install']],
  ['cmake', 'cmake-local: -DX=y', 'configure', ['cmake -B_builddir -H"." -G"Ninja" -DCMAKE_VERBOSE_MAKEFILE=ON \\\n-DCMAKE_INSTALL_PREFIX:PATH="/usr" \\\n-DCMAKE_INSTALL_LIBDIR:PATH="lib"  -DX=y']],
  ['cmake', 'a: b', 'build', ['cmake --build _builddir -- ${JOBS}']],
  ['meson', 'a: b', 'build', ['ninja -v -j ${JOBS} -C _builddir']],
  ['meson', 'a: b', 'install', ['env DESTDIR="/buildstream-install" meson install -C _builddir --no-rebuild']],
  ['pip', 'a: b', 'install', ['pip install --no-deps --root=/buildstream-install --prefix=/usr .', 'if [ -e .bst_pip_downloads ]; then pip install --no-deps --root=/buildstream-install --prefix=/usr .bst_pip_downloads/*; fi']],
  ['setuptools', 'a: b', 'install', ['python3 ./setup.py install --prefix "/usr" \\\n--root "/buildstream-install"']],
  ['autotools', 'conf-args: --x', 'build', ['make ']],
  ['autotools', 'strip-binaries: strip it', 'strip', ['strip it']],
])('%s with %s: %s', check)
