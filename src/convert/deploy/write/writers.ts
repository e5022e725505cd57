/** Every write extension that is known, by name (BD §9.7). */
import { archiveWriters, treeSenders } from './archives.ts'
import { kvm, openstack, rawdisk, virtualbox } from './disk.ts'
import type { DeploymentWriter } from './writer.ts'

const DISKS = [rawdisk, kvm, openstack, virtualbox]

function table(writers: readonly DeploymentWriter[]): ReadonlyMap<string, DeploymentWriter> {
  return new Map(writers.map((writer) => [writer.name, writer]))
}

const WHOLE = table([...DISKS, ...archiveWriters(false), ...treeSenders])
const PARTS = table([...DISKS, ...archiveWriters(true), ...treeSenders])

/** The writer that a type names, be it by a path (BD §9.3); `isPart`: the result goes into another deployment's tree. */
export function writerOf(type: string, isPart: boolean): DeploymentWriter | undefined {
  return (isPart ? PARTS : WHOLE).get(type.replace(/^.*\//, ''))
}

/** The names of all. */
export const WRITER_NAMES: readonly string[] = [...WHOLE.keys()]
