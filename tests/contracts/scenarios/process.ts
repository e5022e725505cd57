/** BF §4.1: what a command is, as a process. */
import { manual } from '../../support/lab.ts'
import { gives, OUT, shows, type Scenario } from './scenario.ts'

const DEFAULT_ENVIRONMENT = [
  'HOME=/tmp', 'LC_ALL=C', 'LOGNAME=tomjon', 'PATH=/usr/bin:/bin:/usr/sbin:/sbin', 'PWD=/buildstream/lab/x.bst', 'SHELL=/bin/sh',
  'SOURCE_DATE_EPOCH=1321009871', 'TERM=dumb', 'TZ=UTC', 'USER=tomjon', 'USERNAME=tomjon',
]
const WITH_SHLVL = /^SHLVL=\d\n?/m

export const PROCESS: readonly Scenario[] = [
  shows('uid and gid are 0 unless configured', 'id -u; id -g', '0\n0'),
  shows('build-uid and build-gid are the ids', 'id -u; id -g; stat -c "%u %g" /bin/busybox "%{install-root}"', '1000\n100\n1000 100\n1000 100', { sandbox: { 'build-uid': 1000, 'build-gid': 100 } }),
  shows('one id is mapped and no other', 'awk \'{ print $1, $3 }\' /proc/self/uid_map /proc/self/gid_map', '0 1\n0 1'),
  shows('there are no capabilities, of whatever set', 'grep -c "^Cap.*:\\s*0000000000000000$" /proc/self/status; grep -c ^Cap /proc/self/status', '5\n5'),
  shows('no_new_privs is set', 'grep NoNewPrivs /proc/self/status', 'NoNewPrivs:\t1'),
  shows('chown to another id is EINVAL', 'touch f; chown 12 f', /Invalid argument/, { config: { 'install-commands': [`{ touch f; chown 12 f || true; } > ${OUT} 2>&1`], 'strip-commands': [] } }),
  shows('devices cannot be made, FIFOs can', 'mknod d c 1 3 || true; mkfifo f; ls', /not permitted[^]*\nf\n$/),
  shows('the host is called buildbox', 'cat /proc/sys/kernel/hostname', 'buildbox'),
  shows('the network is lo and nothing else', 'cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d " "', 'lo'),
  shows('processes of others are not seen', 'ls /proc | grep -c "^[0-9]*$" | awk \'{ print ($1 < 12) }\'', '1'),
  shows('the options of the shell are c and e', 'echo $- | sed "s/s//" | grep -o . | sort | tr -d "\\n"', /^ce/),
  shows('input is empty', 'readlink /proc/self/fd/0; cat', '/dev/null'),
  shows('descriptors beyond the first three are closed, or lead nowhere', 'for fd in /proc/self/fd/*; do readlink $fd || true; done > /tmp/fds; grep -v -e "^/dev/null$" -e "^/buildstream-install/out$" -e "^/proc/" -e /logs/lab/ -e ^/tmp/fds /tmp/fds || true', ''),
  { ...shows('the environment is the composed one with PWD', 'env | sort', ''), expects: (built) => { expect(built.text('x.bst', 'out').replace(WITH_SHLVL, '').trimEnd().split('\n')).toEqual(DEFAULT_ENVIRONMENT) } },
  shows('PWD is the folder, whatever was configured; other names are as they are', 'env | sort | grep -e ^PWD -e ODD', 'ODD=a \'b\' "c" $(d) \\e\nPWD=/buildstream/lab/x.bst', { environment: { PWD: '/elsewhere', ODD: 'a \'b\' "c" $(d) \\e' } }),
  shows('commands start in the build root', 'pwd', '/buildstream/lab/x.bst'),
  shows('command-subdir is made and started in', 'pwd; ls -A ..', '/buildstream/lab/x.bst/a/b\nb', { variables: { 'command-subdir': 'a/b' } }),
  shows('a command is the shell\'s -c, with a line feed behind it', 'echo "$0 $#"; cat /proc/$$/cmdline | tr "\\0" "," | sed -n 1p', /^sh 0\nsh,-c,-e,/),
  gives('nothing of the shell carries over to the next command', 'x.bst', {
    'elements/x.bst': manual(['cd /tmp; export A=1; b=1; umask 077', `echo "$PWD [$A$b] $(umask)" > ${OUT}`]),
  }, { out: /^\/buildstream\/lab\/x\.bst \[\] 0?022$/ }),
  gives('/tmp carries over to the next command, and to no other element', 'x.bst', {
    'elements/x.bst': manual(['ls -A /tmp; echo kept > /tmp/f', `{ cat /tmp/f; stat -c %a /tmp; } > ${OUT}`]),
  }, { out: 'kept\n755' }),
  gives('what runs in the background lives on into the next command', 'x.bst', {
    'elements/x.bst': manual(['sleep 300 & echo $! > pid', `kill -0 $(cat pid) && echo alive > ${OUT}`]),
  }, { out: 'alive' }),
  gives('all phases share one sandbox', 'x.bst', {
    'elements/x.bst': JSON.stringify({ kind: 'manual', 'build-depends': ['base.bst'], config: {
      'configure-commands': ['echo c >> /tmp/f'], 'build-commands': ['echo b >> /tmp/f'], 'install-commands': ['echo i >> /tmp/f'], 'strip-commands': [`cp /tmp/f ${OUT}`],
    } }),
  }, { out: 'c\nb\ni' }),
]
