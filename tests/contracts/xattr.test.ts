/** Extended attributes, which could tell the kernel to hide layers below: builds cannot set them. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { imported, inSandbox, Lab, manual, STRATEGIES, write } from '../support/lab.ts'
import { needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

const PROGRAM = `
#include <stdio.h>
#include <sys/xattr.h>
int main(int count, char **words) { setxattr(words[1], words[2], words[3], 1, 0); perror("setxattr"); return 0; }
`

/** The program, linked with all it needs; nothing where there is no compiler for that. */
function compiled(): string | undefined {
  const folder = folderOf({ 'set.c': PROGRAM })
  return spawnSync('cc', ['-static', '-o', join(folder, 'set'), join(folder, 'set.c')]).status === 0 ? join(folder, 'set') : undefined
}

const program = compiled()
const { run, why } = program === undefined ? needing({ 'static C library': false }) : inSandbox

run.each(STRATEGIES)(`staged by %s, an artifact cannot hide what lies below it${why}`, async (strategy) => {
  const lab = new Lab(strategy)
  const root = join(folderOf(), 'project')
  write(root, { 'tools/note': '' })
  spawnSync('cp', [program!, join(root, 'tools/set')])
  const prepared = await lab.prepare(root, {
    'elements/tools.bst': imported('tools', { config: { target: '/tools' } }),
    'elements/x.bst': manual(['cd %{install-root}; mkdir etc; touch etc/x; for name in user.overlay.opaque user.any trusted.overlay.opaque; do /tools/set etc $name y; done 2> said'], { 'build-depends': ['base.bst', 'tools.bst'] }),
    'elements/y.bst': manual(['ls /etc > %{install-root}/out'], { 'build-depends': ['base.bst', 'x.bst'] }),
  })
  const built = await lab.buildIn(prepared, ['y.bst'])
  expect(built.text('x.bst', 'said')).toBe('setxattr: Operation not supported\n'.repeat(3))
  expect(built.text('y.bst', 'out')).toBe('group\npasswd\nx\n')
  lab.close()
})
