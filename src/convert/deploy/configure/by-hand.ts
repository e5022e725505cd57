/** Extensions that are told of, with what they would have read, and not converted: what they did needs more than is known here (BD §9.4). */
import { isNamed } from '../reads.ts'
import { NOTHING, type ConfigureExtension, type ConfigureInput } from './extension.ts'
import { filled } from './variables.ts'

/** An extension that is left to the user. `effect` says what it did, `reads` is as in {@link ConfigureExtension}. */
export function byHand(name: string, reads: readonly string[], effect: string, isIdle: (input: ConfigureInput) => boolean = () => false): ConfigureExtension {
  return {
    name, reads,
    convert: (input) => {
      if (!isIdle(input)) input.collector.report('deploy/extension-by-hand', { extension: name, deployment: input.deployment, effect, variables: quoted(input, reads) }, input.at)
      return NOTHING
    },
  }
}

/** An extension of which nothing is known but its name. Variables that begin with that are most likely its own. */
export function unknownExtension(name: string): ConfigureExtension {
  const reads = [`${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}*`]
  return {
    name, reads,
    convert: (input) => {
      input.collector.report('deploy/unknown-extension', { extension: name, deployment: input.deployment, variables: quoted(input, reads) }, input.at)
      return NOTHING
    },
  }
}

/** The variables that are set, `NAME=value`. */
function quoted({ variables }: ConfigureInput, reads: readonly string[]): readonly string[] {
  return [...variables].filter(([name]) => isNamed(name, reads)).map(([name, { value }]) => `${name}=${value}`)
}

/** Nothing is done for a machine that is neither controller nor worker. */
const noDistbuild = ({ variables }: ConfigureInput): boolean =>
  ['DISTBUILD_CONTROLLER', 'DISTBUILD_WORKER'].every((name) => (variables.get(name)?.value ?? 'False') === 'False')

/** Without the variable the extension failed, which is something else to say. */
const noMoonshot = (input: ConfigureInput): boolean => {
  if (filled(input, 'MOONSHOT_KERNEL')) return false
  input.collector.report('deploy/variable-missing', { extension: 'moonshot-kernel', deployment: input.deployment, name: 'MOONSHOT_KERNEL' }, input.at)
  return true
}

const openstack = (part: string, ...families: readonly string[]): ConfigureExtension =>
  byHand(`openstack-${part}`, families, `configured OpenStack's ${part} with files below /etc and /usr/share, and enabled its units`)

/** In the order of BD §9.4. */
export const BY_HAND: readonly ConfigureExtension[] = [
  byHand('distbuild', ['DISTBUILD_*', 'TROVE_HOST', 'TROVE_ID', 'TROVE_BACKUP_KEYS', 'WORKER_SSH_KEY', 'CONTROLLERHOST', 'WORKERS', 'ARTIFACT_CACHE_SERVER'],
    'wrote /etc/distbuild/distbuild.conf, in YAML, and the key of a worker, for Baserock\'s distributed builds', noDistbuild),
  byHand('mason', ['MASON_*', 'TROVE_*', 'CONTROLLERHOST', 'ARTIFACT_CACHE_SERVER', 'TEST_INFRASTRUCTURE_TYPE', 'OPENSTACK_*'],
    'copied the scripts and units of Baserock\'s build tester, added to /etc/httpd.conf and wrote /etc/mason/mason.conf'),
  byHand('moonshot-kernel', ['MOONSHOT_KERNEL'], 'made /boot/uImage of /boot/vmlinux with mkimage, which comes with u-boot', noMoonshot),
  byHand('strip-gplv3', [], 'removed the files of a fixed list of chunks, which it found by the metadata in /baserock'),
  byHand('ceph', ['CEPH_*'], 'wrote files below /etc/ceph and enabled the units of ceph'),
  openstack('keystone', 'KEYSTONE_*', 'RABBITMQ_*', 'CONTROLLER_HOST_ADDRESS', 'MANAGEMENT_INTERFACE_IP_ADDRESS'),
  openstack('glance', 'GLANCE_*', 'RABBITMQ_*', 'CONTROLLER_HOST_ADDRESS', 'MANAGEMENT_INTERFACE_IP_ADDRESS'),
  openstack('cinder', 'CINDER_*', 'RABBITMQ_*', 'CONTROLLER_HOST_ADDRESS', 'MANAGEMENT_INTERFACE_IP_ADDRESS'),
  openstack('nova', 'NOVA_*', 'RABBITMQ_*', 'CONTROLLER_HOST_ADDRESS', 'MANAGEMENT_INTERFACE_IP_ADDRESS', 'METADATA_PROXY_SHARED_SECRET'),
  openstack('network', 'EXTERNAL_INTERFACE'),
  openstack('neutron', 'NEUTRON_*', 'RABBITMQ_*', 'CONTROLLER_HOST_ADDRESS', 'MANAGEMENT_INTERFACE_IP_ADDRESS', 'METADATA_PROXY_SHARED_SECRET', 'EXTERNAL_INTERFACE'),
  openstack('ceilometer', 'CEILOMETER_*', 'METERING_SECRET', 'RABBITMQ_*', 'CONTROLLER_HOST_ADDRESS', 'MANAGEMENT_INTERFACE_IP_ADDRESS'),
  openstack('ironic', 'IRONIC_*', 'RABBITMQ_*', 'CONTROLLER_HOST_ADDRESS', 'MANAGEMENT_INTERFACE_IP_ADDRESS'),
  openstack('swift-controller', 'SWIFT_*', 'MANAGEMENT_INTERFACE_IP_ADDRESS'),
  openstack('time', 'SYNC_TIME_WITH_CONTROLLER', 'CONTROLLER_HOST_ADDRESS'),
  byHand('swift-storage', ['SWIFT_*', 'MANAGEMENT_INTERFACE_IP_ADDRESS', 'CONTROLLER_HOST_ADDRESS'], 'ran ansible on the deploying machine, which wrote the configuration of a storage node of OpenStack\'s swift'),
  byHand('trove', ['TROVE_*', 'UPSTREAM_TROVE', 'LORRY_*', 'MASON_SSH_PUBKEY', 'WORKER_SSH_PUBKEY'], 'configured Baserock\'s git server'),
  byHand('nfsboot-server', ['NFSBOOT_*'], 'configured a server from which machines boot over a network'),
  byHand('vagrant', [], 'added the user vagrant to passwd, shadow and group, and gave files to it'),
]
