/** A sandbox request → the words for bubblewrap. Pure; what each is for is in docs/builder.md. */
import type { SandboxRequest } from './request.ts'

/** Where overlays were put together, by their place in the sandbox. */
export type Assembled = (at: string) => string

/** The arguments behind `bwrap`, up to the command. `assembled` gives the folder that an overlay can be seen in. */
export function bwrapArguments(request: SandboxRequest, assembled: Assembled): readonly string[] {
  const { root, mounts, uid, gid, hostname, cwd, environment } = request
  return [
    '--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-uts', '--unshare-cgroup-try', ...(request.network ? [] : ['--unshare-net']),
    '--die-with-parent', ...(request.log === undefined ? [] : ['--new-session']),
    '--cap-drop', 'ALL', '--uid', String(uid), '--gid', String(gid), '--hostname', hostname,
    ...bind('/', root.kind === 'folder' ? root.folder : assembled('/'), isWritable(root)),
    '--dev', '/dev', '--proc', '/proc', ...(request.freshTmp ? ['--tmpfs', '/tmp'] : []),
    ...mounts.flatMap(({ at, from }) => bind(at, from.kind === 'folder' ? from.folder : assembled(at), isWritable(from))),
    '--chdir', cwd, '--clearenv', ...[...environment].flatMap(([name, value]) => ['--setenv', name, value]),
  ]
}

function bind(at: string, folder: string, writable: boolean): readonly string[] {
  return [writable ? '--bind' : '--ro-bind', folder, at]
}

function isWritable(from: SandboxRequest['root']): boolean {
  return from.kind === 'overlay' ? from.upper !== undefined : from.writable
}
