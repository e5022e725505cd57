import { directory } from '../../../tests/support/directory.ts'
import { follow, hasProgram } from './lookup.ts'

const ROOT = directory({
  'bin/busybox': '!b', 'bin/sh': '-> busybox', 'usr/bin/data': 'd', 'usr/bin/env': '-> /bin/busybox', 'sbin': '-> usr/bin', 'up': '-> ../../../bin', 'loop/a': '-> b', 'loop/b': '-> a', 'self': '-> self/x',
  'deep/er/l': '-> ../../bin/./sh', 'nowhere': '-> /none/x', 'dots': '-> /usr/../bin/../bin',
})

test.each<readonly [string, string | undefined]>([
  ['/bin/busybox', 'file'], ['bin/sh', 'file'], ['/usr/bin/env', 'file'], ['/sbin/env', 'file'], ['/up/sh', 'file'], ['/deep/er/l', 'file'], ['/dots/sh', 'file'], ['/bin/../bin/sh', 'file'], ['/../../bin/sh', 'file'],
  ['/', 'directory'], ['', 'directory'], ['/sbin', 'directory'], ['/bin/', 'directory'], ['/nowhere', undefined], ['/none', undefined], ['/loop/a', undefined], ['/self', undefined], ['/bin/busybox/x', undefined],
])('%j leads to a %s', (path, type) => { expect(follow(ROOT, path)?.type).toBe(type) })

test.each<readonly [string, string, boolean]>([
  ['sh', '/usr/bin:/bin', true], ['sh', '/usr/bin', false], ['data', '/usr/bin', false], ['env', '/sbin', true], ['sh', '', false], ['bin', '/', false], ['sh', '/none::/bin', true],
])('%s is found in %j: %s', (name, path, expected) => { expect(hasProgram(ROOT, name, path)).toBe(expected) })
