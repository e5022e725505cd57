/** BF §5.3: integration commands, run by whoever stages their element. */
import { element, imported, manual } from '../../support/lab.ts'
import { fails, gives, OUT, shows, type Scenario } from './scenario.ts'

const integrates = (commands: readonly string[], settings: Readonly<Record<string, unknown>> = {}): string =>
  imported('dep', { public: { bst: { 'integration-commands': commands } }, ...settings })

const over = (...names: readonly string[]): Readonly<Record<string, unknown>> => ({ 'build-depends': ['base.bst', ...names] })

/** What is seen after one element's commands have run. */
const after = (title: string, commands: readonly string[], look: string, seen: string | RegExp, settings: Readonly<Record<string, unknown>> = {}): Scenario =>
  shows(title, look, seen, { ...over('dep.bst'), ...settings }, { 'dep/etc/dep.conf': 'as built\n', 'dep/dir/a': 'a\n', 'dep/dir/sub/b': 'b\n', 'elements/dep.bst': integrates(commands) })

export const INTEGRATION: readonly Scenario[] = [
  after('what is added, changed and removed is seen', ['echo new > /new; echo more >> /etc/dep.conf; rm /dir/a'], 'cat /new /etc/dep.conf; ls -R /dir', 'new\nas built\nmore\n/dir:\nsub\n\n/dir/sub:\nb'),
  after('a folder that takes the place of another hides what was in it', ['rm -rf /dir; mkdir /dir; echo c > /dir/c'], 'ls -A /dir', 'c'),
  after('a file may take the place of a folder, and a folder that of a file', ['rm -rf /dir; echo d > /dir; rm /etc/dep.conf; mkdir /etc/dep.conf; touch /etc/dep.conf/x'], 'cat /dir; ls /etc/dep.conf', 'd\nx'),
  after('folders may be moved', ['mv /dir /moved'], 'ls -d /dir || true; cat /moved/a /moved/sub/b', /No such file[^]*\na\nb\n$/),
  after('all of it has the mode and time of staged files', ['umask 077; echo x > /x; ln -s x /l; mkdir /d; chmod 4711 /x; chmod 600 /etc/dep.conf'],
    'stat -c "%n %a %Y" /x /l /d /etc/dep.conf /dir', '/x 755 1321009871\n/l 777 1321009871\n/d 755 1321009871\n/etc/dep.conf 644 1321009871\n/dir 755 1321009871'),
  after('the root is read-only again afterwards', ['true'], 'touch /dir/x /x || true', /(?:Read-only file system\n.*){2}/),
  after('/tmp is shared by all commands, and with no build', ['echo t > /tmp/t', 'cp /tmp/t /t'], 'cat /t; ls -A /tmp', 't'),
  after('build root and install root are there, empty and writable', ['{ ls -dA /buildstream/lab/x.bst /buildstream-install /buildstream-install/* || true; touch /buildstream-install/lost; pwd; echo $-; } > /seen 2>&1'],
    'cat /seen; ls -A /buildstream-install', /No such file[^]*\/buildstream-install\n\/buildstream\/lab\/x\.bst\n\/\nce\nout\n$/),
  after('nothing runs with a capability or another id there either', ['grep -c "^Cap.*:\\s*0*$" /proc/self/status > /caps; id -u >> /caps'], 'cat /caps', '5\n7', { sandbox: { 'build-uid': 7 } }),
  gives('nothing is written back to the artifact', 'y.bst', {
    'dep/f': 'as built\n', 'elements/dep.bst': integrates(['echo changed > /f']),
    'elements/y.bst': element('compose', { 'build-depends': ['dep.bst', 'base.bst'], config: { integrate: false } }), 'elements/x.bst': manual(['true'], over('dep.bst')),
  }, { f: 'as built' }),
  gives('commands run in staging order, each with its element\'s environment', 'x.bst', {
    'dep/f': '', 'elements/a.bst': integrates(['echo "a $A [$B] $USER" >> /order', 'cd /etc; export C=1'], { environment: { A: 'of a\'s', USER: 'u' } }),
    'elements/b.bst': integrates(['echo "b [$A] $B $USER [$C] $PWD" >> /order'], { environment: { B: '$(b) "\\' }, 'runtime-depends': ['base.bst'] }),
    'elements/c.bst': element('stack', { depends: ['b.bst', 'a.bst'], public: { bst: { 'integration-commands': ['echo c >> /order'] } } }),
    'elements/x.bst': manual([`cp /order ${OUT}`], { ...over('c.bst'), environment: { A: 'of x' } }),
  }, { out: 'a of a\'s [] u\nb [] $(b) "\\ tomjon [] /\nc' }),
  fails('the one that fails is named', 'x.bst', { 'dep/f': '', 'elements/dep.bst': integrates(['true', 'exit 9']), 'elements/x.bst': manual(['true'], over('dep.bst')) },
    'command', 'integration-commands of dep.bst (2 of 2 in all) failed with status 9'),
  gives('of elements with the same dependencies the second sees the same', 'y.bst', {
    'dep/f': '', 'elements/dep.bst': integrates(['echo x > /new; rm /f']), 'elements/x.bst': manual(['true'], over('dep.bst')),
    'elements/y.bst': manual([`{ cat /new; ls /f || true; } > ${OUT} 2>&1`], over('dep.bst', 'x.bst')),
  }, { out: /^x\nls: \/f: No such/ }),
  {
    title: 'compose takes what integration added, and drops what it removed', target: 'x.bst',
    files: {
      'dep/dir/a': '', 'dep/dir/b': '', 'dep/gone/c': '', 'dep/f': 'old', 'elements/dep.bst': integrates(['rm -rf /dir /gone; mkdir /dir; echo d > /dir/d; echo new > /f; ln -s f /l; mkfifo /p; echo t > /tmp/t']),
      'elements/x.bst': element('compose', { 'build-depends': ['dep.bst', 'base.bst'] }),
    },
    expects: (built) => {
      expect(built.paths('x.bst').filter((path) => !/^\/(?:bin|etc)\b/.test(path))).toEqual(['/dev', '/dir', '/dir/d', '/f', '/l -> f', '/proc', '/tmp'])
      expect(built.text('x.bst', 'f')).toBe('new\n')
    },
  },
]
