/** BF §5.8: scripts, whose root may be written to. */
import { element, imported } from '../../support/lab.ts'
import { expectBuilt, fails, gives, OUT, type Scenario } from './scenario.ts'

const script = (commands: readonly string[], settings: Readonly<Record<string, unknown>> = {}, config: Readonly<Record<string, unknown>> = {}): string =>
  element('script', { 'build-depends': ['base.bst'], config: { commands, ...config }, ...settings })

const at = (location: string): Readonly<Record<string, unknown>> => ({ 'build-depends': ['base.bst', { filename: 'dep.bst', config: { location } }] })
const DEP = { 'dep/f': 'of dep\n', 'dep/sub/g': 'g\n', 'elements/dep.bst': imported('dep') }

export const SCRIPT: readonly Scenario[] = [
  gives('the root is writable, and what is written there goes', 'y.bst', {
    'elements/x.bst': script([`touch /f /etc/f; rm /etc/group; ls /etc > ${OUT}`]),
    'elements/y.bst': element('manual', { 'build-depends': ['base.bst', 'x.bst'], config: { 'install-commands': [`{ cat /out; ls / /etc; } > ${OUT}`] } }),
  }, { out: /^f\npasswd\n\/:\nbin\n[^]*out\n[^]*\/etc:\ngroup\npasswd$/ }),
  gives('root-read-only leaves install root and /tmp', 'x.bst', {
    'elements/x.bst': script([`{ touch /f /at/f || true; touch /tmp/f && echo tmp; } > ${OUT} 2>&1`], at('/at'), { 'root-read-only': true }), ...DEP,
  }, { out: /^touch: \/f: Read-only file system\ntouch: \/at\/f: Read-only file system\ntmp$/ }),
  gives('commands start in cwd, which is there', 'x.bst', { 'elements/x.bst': script([`pwd > ${OUT}; cd /`, `pwd >> ${OUT}`], { variables: { cwd: '/some/where' } }) }, { out: '/some/where\n/some/where' }),
  gives('cwd may lead over a link', 'x.bst', {
    'elements/dep.bst': element('manual', { 'build-depends': ['base.bst'], config: { 'install-commands': ['cd %{install-root}; mkdir -p real/sub; ln -s real rel; ln -s /real abs'] } }),
    'elements/x.bst': script([`readlink /proc/self/cwd > ${OUT}`], { 'build-depends': ['base.bst', 'dep.bst'], variables: { cwd: '/abs/sub' } }),
  }, { out: '/real/sub' }),
  gives('a cwd that leads upwards ends at the root', 'x.bst', { 'elements/x.bst': script([`pwd > ${OUT}`], { variables: { cwd: '/../../../../../../../../../etc' } }) }, { out: '/etc' }),
  gives('each place has what it was given', 'x.bst', { 'elements/x.bst': script([`cat /at/f /at/sub/g > ${OUT}; echo x > /at/f; rm /at/sub/g; touch /at/new; ls /at/* >> ${OUT}`], at('/at')), ...DEP }, { out: 'of dep\ng\n/at/f\n/at/new\n\n/at/sub:' }),
  gives('a place below another', 'x.bst', {
    'elements/x.bst': script([`cat /at/f /at/sub/more/f > ${OUT}`], {
      'build-depends': ['base.bst', ...['/at', '/at/sub/more'].map((location) => ({ filename: 'dep.bst', config: { location } }))],
    }), ...DEP,
  }, { out: 'of dep\nof dep' }),
  gives('an input at the install root is edited in place', 'x.bst', {
    'elements/x.bst': script(['cd %{install-root}; echo more >> f; rm -r sub'], { ...at('/out'), variables: { 'install-root': '/out' } }), ...DEP,
  }, { f: 'of dep\nmore' }),
  {
    title: 'install-root / gives the whole root back', target: 'x.bst',
    files: { 'elements/x.bst': script(['echo x > /new; rm /etc/group; touch /tmp/lost'], { variables: { 'install-root': '/' } }) },
    expects: (built) => {
      expectBuilt(built)
      expect(built.text('x.bst', 'new')).toBe('x\n')
      expect(built.paths('x.bst').filter((path) => !path.startsWith('/bin/'))).toEqual(['/bin', '/dev', '/etc', '/etc/passwd', '/new', '/proc', '/tmp'])
    },
  },
  {
    title: 'no commands give an empty artifact', target: 'x.bst', files: { 'elements/x.bst': script([]) }, expects: (built) => {
      expectBuilt(built)
      expect(built.paths('x.bst')).toEqual([])
    },
  },
  fails('a command that fails is named', 'x.bst', { 'elements/x.bst': script(['true', 'exit 4']) }, 'command', 'commands (2 of 2) failed with status 4'),
  gives('/tmp is shared by the commands', 'x.bst', { 'elements/x.bst': script(['echo t > /tmp/t', `cp /tmp/t ${OUT}`]) }, { out: 't' }),
]
