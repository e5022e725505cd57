/** Attempts over processes, mounts, the network, and the scripts that we generate. */
import { element, manual } from '../../support/lab.ts'
import { expectBuilt } from '../scenarios/scenario.ts'
import { SECRET, type Attempt } from './attempt.ts'

const BUSYBOX = '/bin/busybox'

/** All that a text can hold that means something to a shell. */
export const AWKWARD: readonly string[] = ['\'; touch CANARY/made; \'', '$(touch CANARY/made)', '`touch CANARY/made`', '"; touch CANARY/made; "', '\n touch CANARY/made\n', '-rf', '--', '\\', '\'', '\'\\\'\'', '%s%n', '*', '~', '!!', '\ttab', '#', '&&', ')', '}', 'é\u{1F600}']

export const PROCESSES: readonly Attempt[] = [
  {
    title: 'signal processes of the host', targets: ['x.bst'], files: ({ pid }) => ({
      'elements/x.bst': manual([`for p in ${pid} $(${BUSYBOX} seq 2 400); do [ $p = $$ ] || [ $p = $PPID ] || kill -9 $p; done 2>/dev/null || true; kill -9 1 || true; echo on > %{install-root}/f`]),
    }), expects: (built) => { expectBuilt(built) },
  },
  {
    title: 'reach the network of the host', targets: ['x.bst'], files: ({ port }) => ({
      'elements/x.bst': manual([`{ echo hello | ${BUSYBOX} timeout 2 ${BUSYBOX} nc 127.0.0.1 ${port}; ${BUSYBOX} ip addr add 10.9.8.7/24 dev lo; ${BUSYBOX} ip link add type veth; cat /proc/net/unix; } > %{install-root}/f 2>&1 || true`]),
    }), expects: (built) => {
      expectBuilt(built)
      expect(built.text('x.bst', 'f')).not.toMatch(new RegExp(`${SECRET}|@morph2bst-canary`))
    },
  },
  {
    title: 'mount, change root, and make namespaces', targets: ['x.bst'], files: ({ canary }) => ({
      'elements/x.bst': manual([[
        `${BUSYBOX} mount -t tmpfs none /tmp`, `${BUSYBOX} mount -o remount,rw /`, `${BUSYBOX} mount -o remount,bind,rw / /`, `${BUSYBOX} umount /`, `${BUSYBOX} umount -l /proc`, `${BUSYBOX} chroot /proc/1/root ls ${canary}`,
        `${BUSYBOX} unshare -r -m sh -c 'mount -o remount,bind,rw /; umount /buildstream-install; umount -l /; mount --bind / /tmp; echo spoilt > ${canary}/file; touch /etc/spoilt /bin/busybox; chmod 777 /etc/passwd'`,
        `${BUSYBOX} nsenter -t 1 -m -- touch ${canary}/made`, `${BUSYBOX} mknod /tmp/sda b 8 0`, 'echo 1 > /proc/sys/kernel/sysrq', 'echo b > /proc/sysrq-trigger', 'echo x > /proc/sys/kernel/core_pattern', 'echo 0 > /proc/1/oom_score_adj',
      ].map((command) => `{ ${command}; } && echo "done: ${command.slice(13, 40)}"`).join(' 2>/dev/null || true\n') + ' || true']),
    }), expects: (built) => { expectBuilt(built) },
  },
  {
    title: 'write to the descriptor that tells of progress', targets: ['x.bst', 'y.bst'], files: () => ({
      'elements/x.bst': manual(['for n in 3 10 63; do { echo "$(touch /x)" ; echo 99; echo "__proto__"; } > /proc/$PPID/fd/$n; : > /proc/$PPID/fd/$n; done 2>/dev/null || true; (echo 7 >&3) 2>/dev/null || true', 'exit 3']),
      'elements/y.bst': manual(['for f in /proc/[0-9]*/fd/*; do echo 5 > $f; done 2>/dev/null || true', 'true']),
    }), expects: (built) => {
      expect(built.failureOf('x.bst')).toMatchObject({ reason: 'command' })
      expect(built.failureOf('y.bst')).toBeUndefined()
    },
  },
  {
    title: 'break out of the scripts by commands', targets: ['x.bst'], files: ({ canary }) => ({
      'elements/x.bst': manual(AWKWARD.map((text) => `cat > /tmp/f <<'EOF' || true\n${text.replace('CANARY', canary)}\nEOF`)),
    }), expects: (built) => { expectBuilt(built) },
  },
  {
    title: 'break out of the scripts by names and values of the environment', targets: ['x.bst', 'y.bst'], files: ({ canary }) => ({
      'elements/x.bst': manual(['env > %{install-root}/env'], { environment: Object.fromEntries(AWKWARD.map((text, index) => [`V${index}`, text.replace('CANARY', canary)])) }),
      'elements/i.bst': element('stack', { depends: ['base.bst'], public: { bst: { 'integration-commands': ['env > /env'] } }, environment: Object.fromEntries(AWKWARD.map((text, index) => [index % 2 ? `V${index}` : text.replace('CANARY', canary).trim(), text.replace('CANARY', canary)])) }),
      'elements/j.bst': element('stack', { depends: ['i.bst'], public: { bst: { 'integration-commands': ['env > /env2'] } }, environment: { 'a b; touch /x': 'c', 'A$(touch /x)': '$(touch /x)' } }),
      'elements/y.bst': manual(['true'], { 'build-depends': ['j.bst'] }),
    }), expects: (built) => {
      expectBuilt(built)
      const seen = built.text('x.bst', 'env')
      for (const [index, text] of AWKWARD.entries()) if (!text.includes('CANARY')) expect(seen).toContain(`V${index}=${text.trim()}`)
    },
  },
  {
    title: 'fill the log with what looks like ours', targets: ['x.bst'], files: () => ({ 'elements/x.bst': manual(['printf "0 0\\nready overlay\\n1 0\\n"; : > /proc/self/fd/1; printf "\\033[2J"; exit 1']) }),
    expects: (built) => { expect(built.failureOf('x.bst')).toMatchObject({ reason: 'command', message: 'install-commands failed with status 1' }) },
  },
]
