/** BF §4.3 and §6: how commands end, and what is kept of what they leave. */
import { element, imported, manual } from '../../support/lab.ts'
import { expectBuilt, fails, gives, OUT, type Scenario } from './scenario.ts'

const failing = (title: string, commands: readonly string[], message: string): Scenario => fails(title, 'x.bst', { 'elements/x.bst': manual(commands) }, 'command', message)

const paths = (title: string, commands: readonly string[], expected: readonly string[]): Scenario => ({
  title, target: 'x.bst', files: { 'elements/x.bst': manual(commands) }, expects: (built) => {
    expectBuilt(built)
    expect(built.paths('x.bst')).toEqual(expected)
  },
})

export const OUTCOME: readonly Scenario[] = [
  failing('the first command that fails is named with its status', ['true', 'exit 3', 'touch %{install-root}/never'], 'install-commands (2 of 3) failed with status 3'),
  failing('any status is a command\'s own', ['exit 251'], 'install-commands failed with status 251'),
  failing('a missing program is status 127', ['no-such-program'], 'install-commands failed with status 127'),
  failing('a signal is named', ['kill -TERM $$'], 'install-commands was ended by signal 15'),
  failing('so is the one that cannot be caught', ['kill -KILL $$', 'true'], 'install-commands (1 of 2) was ended by signal 9'),
  failing('a part of a command that fails ends it', ['false; true'], 'install-commands failed with status 1'),
  failing('a syntax error is a failure', ['if'], 'install-commands failed with status 2'),
  fails('phases are named', 'x.bst', { 'elements/x.bst': element('manual', { 'build-depends': ['base.bst'], config: { 'build-commands': ['true', 'false'], 'install-commands': ['true'], 'strip-commands': [] } }) },
    'command', 'build-commands (2 of 2) failed with status 1'),
  gives('exit 0 ends its own command only', 'x.bst', { 'elements/x.bst': manual(['exit 0; false', `echo on > ${OUT}`]) }, { out: 'on' }),
  gives('the rules are those of sh -e', 'x.bst', { 'elements/x.bst': manual([`false && true; false | true; ! true; if false; then :; fi; false || true; echo "[$unset]" > ${OUT}`]) }, { out: '[]' }),
  gives('commands may have several lines, quotes and comments', 'x.bst', { 'elements/x.bst': manual([`# it's\ncat > ${OUT} <<'E'\na 'b' "c" \\d $e \`f\`\nE\n# "`]) }, { out: 'a \'b\' "c" \\d $e `f`' }),
  fails('without any command nothing is collected', 'x.bst', { 'elements/x.bst': manual([]) }, 'nothing-collected', /^Directory '\/buildstream-install' was not found inside the sandbox/),
  fails('without sh nothing runs', 'x.bst', { 'dep/f': '', 'elements/dep.bst': imported('dep'), 'elements/x.bst': manual(['true'], { 'build-depends': ['dep.bst'] }) },
    'no-shell', 'Staged artifacts do not provide command \'sh\''),
  fails('nor with one that PATH does not lead to', 'x.bst', { 'elements/x.bst': manual(['true'], { environment: { PATH: '/sbin' } }) }, 'no-shell', /'sh'/),
  paths('an empty command is run and gives an empty artifact', [''], []),
  paths('links are kept word for word', ['ln -s /abs/x %{install-root}/a; ln -s ../rel %{install-root}/b; ln -s nowhere %{install-root}/c'], ['/a -> /abs/x', '/b -> ../rel', '/c -> nowhere']),
  paths('FIFOs, sockets and white-outs are dropped', ['cd %{install-root}; mkdir d; mkfifo d/f; mknod w c 0 0; touch g'], ['/d', '/g']),
  paths('folders without rights are no obstacle', ['cd %{install-root}; mkdir -p a/b; touch a/b/c; chmod 000 a/b a'], ['/a', '/a/b', '/a/b/c']),
  paths('names may hold anything but what is not UTF-8', ['cd %{install-root}; touch "a b" "c\'\\"" \'d\\e\' \'f$(g)\' -- -h "$(printf \'i\\nj\')" \'é:,\''], ['/-h', '/a b', '/c\'"', '/d\\e', '/f$(g)', '/i\nj', '/é:,']),
  fails('names that are not UTF-8 are refused', 'x.bst', { 'elements/x.bst': manual(['touch "%{install-root}/$(printf \'\\377\')"']) }, 'element', /not valid UTF-8/),
  {
    title: 'of modes the owner\'s right to execute is kept, and nothing more', target: 'y.bst',
    files: {
      'elements/x.bst': manual(['cd %{install-root}; for m in 600 400 000 666 645 700 711 555 777 4755 2755 1755; do touch $m; chmod $m $m; done; mkdir -m 1777 d; mkdir -m 000 e']),
      'elements/y.bst': manual(['cd /; stat -c "%n %a" 600 400 000 666 645 700 711 555 777 4755 2755 1755 d e > %{install-root}/out'], { 'build-depends': ['base.bst', 'x.bst'] }),
    },
    expects: (built) => {
      expectBuilt(built)
      expect(built.text('y.bst', 'out').trimEnd().split('\n')).toEqual([
        ...['600', '400', '000', '666', '645'].map((name) => `${name} 644`), ...['700', '711', '555', '777', '4755', '2755', '1755'].map((name) => `${name} 755`), 'd 755', 'e 755',
      ])
    },
  },
  gives('hard links become files of their own', 'y.bst', {
    'elements/x.bst': manual(['cd %{install-root}; echo x > a; ln a b; ln a c; chmod 4000 a']),
    'elements/y.bst': manual([`stat -c %i /a /b /c | sort -u | wc -l > ${OUT}; cat /a /b /c >> ${OUT}`], { 'build-depends': ['base.bst', 'x.bst'] }),
  }, { out: '3\nx\nx\nx' }),
]
