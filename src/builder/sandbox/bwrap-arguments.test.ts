import { bwrapArguments } from './bwrap-arguments.ts'
import type { SandboxRequest } from './request.ts'

const AT_TERMINAL: SandboxRequest = {
  folder: '/w/run', root: { kind: 'overlay', layers: ['/s/1', '/s/2'] },
  mounts: [
    { at: '/at', from: { kind: 'overlay', layers: ['/s/3'], upper: '/w/u' } }, { at: '/b', from: { kind: 'folder', folder: '/w/b', writable: true } }, { at: '/b/c', from: { kind: 'folder', folder: '/w/c', writable: false } },
  ],
  freshTmp: true, command: ['sh', '-c', 'true'], cwd: '/b', environment: new Map([['PATH', '/bin'], ['X', '--bind']]), uid: 1000, gid: 100, hostname: 'host', network: false,
  progress: '/w/progress', listChanges: false,
}
const REQUEST: SandboxRequest = { ...AT_TERMINAL, log: '/w/log' }

function check(change: Partial<SandboxRequest>, expected: string): void {
  expect(bwrapArguments({ ...REQUEST, ...change }, (at) => `<${at}>`).join(' ')).toBe(expected.trim().replace(/\s+/g, ' '))
}

test('all that a build is kept from is on the list', () => check({}, `
  --unshare-user --unshare-ipc --unshare-pid --unshare-uts --unshare-cgroup-try --unshare-net --die-with-parent --new-session
  --cap-drop ALL --uid 1000 --gid 100 --hostname host
  --ro-bind </> / --dev /dev --proc /proc --tmpfs /tmp --bind </at> /at --bind /w/b /b --ro-bind /w/c /b/c
  --chdir /b --clearenv --setenv PATH /bin --setenv X --bind
`))

test('a shell has the network and the terminal, and a root of its own may be written to', () => {
  expect(bwrapArguments({ ...AT_TERMINAL, network: true, mounts: [], freshTmp: false, root: { kind: 'folder', folder: '/w/r', writable: true } }, () => '').join(' ')).toBe([
    '--unshare-user --unshare-ipc --unshare-pid --unshare-uts --unshare-cgroup-try --die-with-parent',
    '--cap-drop ALL --uid 1000 --gid 100 --hostname host --bind /w/r / --dev /dev --proc /proc --chdir /b --clearenv --setenv PATH /bin --setenv X --bind',
  ].join(' '))
})
