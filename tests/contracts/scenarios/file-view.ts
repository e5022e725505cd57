/** BF §4.2: what a command sees of the disk. */
import { element, imported, manual } from '../../support/lab.ts'
import { fails, gives, OUT, shows, type Scenario } from './scenario.ts'

const TRY = (path: string): string => `if touch ${path} 2>/tmp/why; then echo "${path} writable"; rm ${path}; else sed "s/.*: //" /tmp/why; fi`
const SOURCE = { sources: [{ kind: 'local', path: 'src' }] }
const SOURCE_FILES = { 'src/dir/file': 'text\n', 'src/program': '#!/bin/sh\n' }
const DEPENDENCY = { 'build-depends': ['base.bst', 'dep.bst'] }

export const FILE_VIEW: readonly Scenario[] = [
  shows('the root is read-only for build commands', [TRY('/f'), TRY('/etc/passwd'), TRY('/etc/f'), 'rm /bin/busybox || true'].join('; '),
    'Read-only file system\nRead-only file system\nRead-only file system\nrm: can\'t remove \'/bin/busybox\': Read-only file system'),
  shows('build root, install root, /tmp, /dev and /dev/shm are writable', ['f', '/buildstream-install/f', '/tmp/f', '/dev/f', '/dev/shm/f'].map(TRY).join('; '),
    'f writable\n/buildstream-install/f writable\n/tmp/f writable\n/dev/f writable\n/dev/shm/f writable'),
  shows('the way to the build root is read-only', [TRY('/buildstream/f'), TRY('/buildstream/lab/f')].join('; '), 'Read-only file system\nRead-only file system'),
  shows('modes of dependency files cannot be changed', 'chmod 777 /etc/passwd || true; touch -d @0 /etc/passwd || true; mv /etc/passwd /etc/p || true; rm /etc/passwd || true', /^(?:.*Read-only file system\n){4}$/),
  shows('the install root cannot be removed', 'rm -rf /buildstream-install || echo failed; ls -d /buildstream-install', /failed\n\/buildstream-install$/m, {
    config: { 'install-commands': [`{ rm -rf /buildstream-install || echo failed; ls -d /buildstream-install; } > /tmp/out 2>&1; cp /tmp/out ${OUT}`], 'strip-commands': [] },
  }),
  shows('/dev has the usual things and nothing of the host', 'ls /dev | tr "\\n" " "', 'core fd full null ptmx pts random shm stderr stdin stdout tty urandom zero'),
  shows('the top has what is staged and what is mounted', 'ls -A / | tr "\\n" " "', 'bin buildstream buildstream-install dev etc proc tmp'),
  shows('there is no /sys', 'ls /sys || true', /No such file/),
  shows('/proc is that of the sandbox', 'cat /proc/self/comm; readlink /proc/self/root', 'cat\n/'),
  shows('staged sources have one time and two modes', 'find . | sort | while read -r f; do stat -c "%n %a %Y %h" "$f"; done | sed "s/ [0-9]*$//"', [
    '. 755 1321009871', './dir 755 1321009871', './dir/file 644 1321009871', './program 644 1321009871',
  ].join('\n'), SOURCE, SOURCE_FILES),
  shows('files of dependencies have one time and two modes', 'stat -c "%n %a %Y" / /bin /bin/busybox /bin/sh /etc /etc/passwd', [
    '/ 755 1321009871', '/bin 755 1321009871', '/bin/busybox 755 1321009871', '/bin/sh 777 1321009871', '/etc 755 1321009871', '/etc/passwd 644 1321009871',
  ].join('\n')),
  shows('no two files are one', 'stat -c "%d:%i" /same/* | sort | uniq -d | wc -l; ls /same | wc -l', '0\n3', DEPENDENCY, {
    'dep/same/a': 'same\n', 'dep/same/b': 'same\n', 'dep/same/c': 'same\n', 'elements/dep.bst': imported('dep'),
  }),
  shows('no two files of two dependencies are one', 'stat -c "%d:%i" /a/f /b/f | sort | uniq -d | wc -l', '0', { 'build-depends': ['base.bst', 'a.bst', 'b.bst'] }, {
    'a/a/f': 'same\n', 'b/b/f': 'same\n', 'elements/a.bst': imported('a'), 'elements/b.bst': imported('b'),
  }),
  shows('later dependencies lie over earlier ones', 'cat /dir/f; ls -A /dir /empty | tr "\\n" " "', '2\n/dir: both f one two  /empty: x', { 'build-depends': ['base.bst', 'a.bst', 'b.bst'] }, {
    'a/dir/f': '1\n', 'a/dir/one': '', 'a/dir/both': '', 'a/empty/x': '', 'b/dir/f': '2\n', 'b/dir/two': '', 'b/dir/both': '', 'elements/a.bst': imported('a'), 'elements/b.bst': imported('b'),
  }),
  gives('what a dependency has in the install root becomes part of the artifact', 'x.bst', {
    'dep/f': 'of dep\n', 'elements/dep.bst': imported('dep', { config: { target: '/buildstream-install/sub' } }),
    'elements/x.bst': manual(['cat %{install-root}/sub/f; echo more >> %{install-root}/sub/f'], DEPENDENCY),
  }, { 'sub/f': 'of dep\nmore' }),
  shows('what a dependency has in /tmp is seen, and /tmp is writable', 'cat /tmp/staged; echo x > /tmp/f; echo changed > /tmp/staged; cat /tmp/f /tmp/staged', 'text\nx\nchanged', DEPENDENCY, {
    'dep/staged': 'text\n', 'elements/dep.bst': imported('dep', { config: { target: '/tmp' } }),
  }),
  fails('sources are not staged over what a dependency has in the build root', 'x.bst', {
    'dep/f': '', 'src/f': '', 'elements/dep.bst': imported('dep', { config: { target: '/buildstream/lab/x.bst' } }), 'elements/x.bst': manual(['true'], { ...DEPENDENCY, ...SOURCE }),
  }, 'staging', /^Staging directory '\/buildstream\/lab\/x\.bst' is not empty/),
  shows('without sources, what a dependency has in the build root is there', 'cat f; echo x > f; cat f', 'text\nx', DEPENDENCY, {
    'dep/f': 'text\n', 'elements/dep.bst': imported('dep', { config: { target: '/buildstream/lab/x.bst' } }),
  }),
  shows('a dependency may be staged elsewhere, with what it needs', 'cat /sysroot/f /sysroot/g; ls /f || true', /^f\ng\nls: \/f/, {
    'build-depends': ['base.bst', { filename: 'dep.bst', config: { location: '/sysroot' } }],
  }, { 'f/f': 'f\n', 'g/g': 'g\n', 'elements/dep.bst': imported('f', { 'runtime-depends': ['g.bst'] }), 'elements/g.bst': imported('g') }),
  fails('a link of a dependency cannot take the place of the build root', 'x.bst', {
    'elements/dep.bst': manual(['ln -s /oldroot %{install-root}/buildstream']), 'elements/x.bst': manual(['true'], DEPENDENCY),
  }, 'staging', /symbolic link at \/buildstream/),
  fails('nor that of /dev', 'x.bst', {
    'elements/dep.bst': manual(['ln -s /oldroot/dev %{install-root}/dev']), 'elements/x.bst': manual(['true'], DEPENDENCY),
  }, 'staging', /symbolic link at \/dev/),
  gives('folders that are there to be mounted on do not come into artifacts', 'x.bst', {
    'elements/x.bst': element('compose', { 'build-depends': ['dep.bst'] }), 'dep/f': 'f', 'elements/dep.bst': imported('dep'),
  }, { f: 'f' }),
]
