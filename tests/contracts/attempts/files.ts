/** Attempts over files: links that lead out, files of dependencies, what is collected and staged again. */
import { element, imported, manual } from '../../support/lab.ts'
import { SECRET, type Attempt } from './attempt.ts'

const over = (...names: readonly unknown[]): Readonly<Record<string, unknown>> => ({ 'build-depends': ['base.bst', ...names] })
const integrates = (commands: readonly string[]): string => manual(['true'], { public: { bst: { 'integration-commands': commands } } })
const script = (commands: readonly string[], settings: Readonly<Record<string, unknown>> = {}): string =>
  element('script', { 'build-depends': ['base.bst'], config: { commands }, ...settings })

/** Commands that write wherever a path leads to. */
const spoil = (path: string): string => `for p in ${path}; do echo spoilt > $p/file; touch $p $p/new; rm -rf $p/*; mkdir -p $p/a/b; chmod 777 $p $p/file; done 2>/dev/null || true`

export const FILES: readonly Attempt[] = [
  {
    title: 'write through every path that could lead to the host', targets: ['x.bst'], files: ({ canary, store }) => ({
      'elements/x.bst': manual([spoil(`${canary} /proc/1/root${canary} /proc/*/root${canary} /proc/self/cwd/../../../..${canary} ${'../'.repeat(20)}${canary.slice(1)} /oldroot${canary} /newroot${canary} ${store} /proc/1/root${store}`)]),
    }),
  },
  {
    title: 'write to open descriptors and their folders', targets: ['x.bst'], files: ({ canary }) => ({
      'elements/x.bst': manual(['for p in /proc/[0-9]*/fd/* /proc/[0-9]*/cwd; do ls -la $p/ $p/..; echo spoilt > $p/file; done 2>/dev/null || true', spoil(`/proc/self/fd/*${canary} /dev/fd/*/..${canary} /proc/*/map_files/*`)]),
    }),
  },
  {
    title: 'collect links to the host and have others write through them', targets: ['y.bst', 'z.bst', 'c.bst', 's.bst'], files: ({ canary }) => ({
      'elements/x.bst': manual([`cd %{install-root}; ln -s ${canary} abs; ln -s ${'../'.repeat(20)}${canary.slice(1)} rel; ln -s ${canary}/file file; mkdir d; ln -s ${canary} d/l`]),
      'elements/y.bst': manual([spoil('/abs /rel /d/l'), 'echo spoilt > /file || true', 'cp -a /abs /rel /file /d %{install-root}; chmod 777 %{install-root}/* || true; touch -h %{install-root}/* || true'], over('x.bst')),
      'elements/z.bst': script([spoil('/abs /rel /d/l'), 'chmod -R 777 /abs/ /d || true', 'cp -a /abs /rel %{install-root}'], over('x.bst')),
      'elements/c.bst': element('compose', { 'build-depends': ['i.bst', 'x.bst'] }), 'elements/i.bst': element('manual', { ...over(), config: { 'install-commands': ['true'] }, 'runtime-depends': ['base.bst'], public: { bst: { 'integration-commands': [spoil('/abs /rel /d/l')] } } }),
      'elements/s.bst': script(['echo spoilt > %{install-root}/abs/file || true'], { ...over({ filename: 'x.bst', config: { location: '/out' } }), variables: { 'install-root': '/out' } }),
    }),
  },
  {
    title: 'have folders made where links of dependencies lead', targets: ['y.bst', 'z.bst', 'w.bst'], files: ({ canary }) => ({
      'elements/x.bst': manual([`cd %{install-root}; ln -s ${canary} buildstream; ln -s ${canary} at; ln -s /oldroot${canary} buildstream-install`]),
      'elements/y.bst': manual(['true'], over('x.bst')), 'elements/z.bst': script(['true'], { ...over('x.bst'), variables: { cwd: '/at/made', 'install-root': '/at/made/too' } }),
      'elements/w.bst': script(['true'], { 'build-depends': ['base.bst', 'x.bst', { filename: 'base.bst', config: { location: '/at/made' } }] }),
    }),
  },
  {
    title: 'have folders made where links that integration put lead', targets: ['y.bst', 'z.bst'], files: ({ canary }) => ({
      'elements/x.bst': integrates([`mv /buildstream /elsewhere || true; rm -rf /buildstream || true; ln -s /oldroot${canary} /buildstream || true; ln -s ${canary} /at`]),
      'elements/y.bst': manual(['true'], over('x.bst')), 'elements/z.bst': script(['true'], { ...over('x.bst'), variables: { cwd: '/at/made', 'install-root': '/at/made/too' } }),
    }),
  },
  {
    title: 'have folders made outside by paths that lead upwards', targets: ['x.bst', 'y.bst'], files: ({ canary }) => {
      const up = `${'/..'.repeat(30)}${canary}/made`
      return {
        'elements/x.bst': script(['true'], { variables: { cwd: up, 'install-root': `${up}/too` } }),
        'elements/y.bst': manual(['true'], { variables: { 'command-subdir': `${'../'.repeat(30)}${canary.slice(1)}/made`, 'build-root': up, 'install-root': `${up}/in` } }),
      }
    },
  },
  {
    title: 'stage sources through links of other sources', targets: ['x.bst', 'y.bst'], files: () => ({
      'src/file': 'spoilt', 'elements/x.bst': manual(['true'], { sources: [{ kind: 'local', path: 'links' }, { kind: 'local', path: 'src', directory: 'l' }, { kind: 'local', path: 'src', directory: 'l/made' }] }),
      'elements/y.bst': element('import', { sources: [{ kind: 'local', path: 'links' }], config: { source: '/l', target: '/x' } }),
    }),
  },
  {
    title: 'change files of dependencies, which are files of the store', targets: ['x.bst', 'y.bst'], files: () => ({
      'dep/f': 'as built\n', 'dep/p': '', 'elements/dep.bst': imported('dep', { config: { target: '/dep' } }),
      'elements/x.bst': manual(['cd /dep; { echo spoilt >> f; chmod 4777 f p; touch f; rm f; mv p q; ln f %{install-root}/f; ln f /tmp/f; ln p %{install-root}/p; ln -s /dep/f %{install-root}/s; echo spoilt > %{install-root}/s; truncate -s 0 f; } 2>/dev/null || true'], over('dep.bst')),
      'elements/y.bst': script(['cd /dep; echo spoilt >> f; chmod 4777 f p; touch p; ln f g; echo spoilt > g; ln f %{install-root}/f || true; ln f /tmp/f || true'], over('dep.bst')),
    }),
  },
  {
    title: 'change files of dependencies while integrating', targets: ['x.bst', 'y.bst'], files: () => ({
      'dep/f': 'as built\n', 'elements/dep.bst': imported('dep', { config: { target: '/dep' }, public: { bst: { 'integration-commands': ['ln /dep/f /dep/g; echo spoilt >> /dep/g; chmod 4777 /dep/f; touch -d @0 /bin/busybox; ln /bin/busybox /b; chmod 6755 /b'] } } }),
      'elements/x.bst': manual(['true'], over('dep.bst')), 'elements/y.bst': element('compose', over('dep.bst')),
    }),
  },
  {
    title: 'leave files that are setuid, or linked to each other', targets: ['x.bst'], files: () => ({
      'elements/x.bst': manual(['cd %{install-root}; cp /bin/busybox a; chmod 6755 a; ln a b; mkdir -m 7777 d; ln a d/c; chmod 0 d/c']),
    }),
  },
  {
    title: 'go on writing after the last command', targets: ['x.bst', 'y.bst'], files: ({ canary }) => ({
      'elements/x.bst': manual([`cd %{install-root}; for n in 1 2 3 4 5 6 7 8; do ( exec 9>>log$n; i=0; while :; do echo x >&9; i=$((i+1)); rm -f f$n; ln -s ${canary}/file f$n; rm -f f$n; echo $i > f$n; mkdir -p d$n; rmdir d$n; ln -s ${canary} d$n; rm d$n; done 2>/dev/null ) & done; while [ ! -s log8 ]; do :; done`]),
      'elements/y.bst': manual(['ls -la / > %{install-root}/f'], over('x.bst')),
    }),
  },
  {
    title: 'read what is the host\'s', targets: ['x.bst'], files: ({ canary }) => ({
      'elements/x.bst': manual([`cd %{install-root}; for f in /etc/shadow /root ${canary}/file /proc/1/root${canary}/file /proc/*/environ /proc/kcore /proc/1/fd/*; do { ls -la $f; head -c 4096 $f | tr "\\0" "\\n"; }; done >> found 2>/dev/null || true`]),
    }),
    expects: (built) => {
      expect(built.summary.ok).toBe(true)
      expect(built.text('x.bst', 'found')).not.toMatch(new RegExp(`${SECRET}|root:[*$!]|HOST_SECRET`))
    },
  },
]
