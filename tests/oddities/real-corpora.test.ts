/** Every oddity of the real corpora (BD §10.3), in small: what becomes of it and what is said. In the order of that table. */
import { box, commit, entry, outcome, stratum, system } from './small.ts'

test.each(['5.7', '1.4', '1_23_1', '230', '0.072', '0.22', '12e5', '0755', '12:30', '2015-01-31', 'yes', '1.10'])('unpetrify-ref %s stays what was written', (written) => {
  const made = box([entry('a', `unpetrify-ref: ${written}\nbuild-system: manual`)])
  expect(made.source('strata/core/a')).toEqual({ url: 'upstream:a', ref: commit(), track: written })
  expect(made.said()).toEqual([])
})

test.each(['master', 'baserock/mikesmith/zookeeper', 'v3.2.1', 'baserock/1.2.0'])('a ref that is no commit, %s, is tracked, and said', (ref) => {
  const made = box([entry('a', undefined, ref)])
  expect(made.source('strata/core/a')).toEqual({ url: 'upstream:a', track: ref })
  expect(made.said()).toEqual(['warning convert/ref-not-commit'])
})

test.each([
  ['unpretrify-ref', 'unpetrify-ref'], ['unpetrify_ref', 'unpetrify-ref'], ['decription', 'description'], ['buildsystem', 'build-system'], ['build_depends', 'build-depends'],
])('the misspelt field %s is said and does not stop anything', (field, meant) => {
  const made = box([entry('a', `${field}: x\nbuild-system: manual`)])
  expect(made.said()).toEqual(['warning reader/unknown-field'])
  expect(made.words('reader/unknown-field')[0]).toContain(`did you mean "${meant}"`)
  expect(made.elements()).toContain('systems/box')
})

test('"me" for "name" in an entry leaves the name of its file', () => {
  const made = box([`me: a\nmorph: strata/core/a.morph\nrepo: upstream:a\nref: ${commit()}`], { 'strata/core/a.morph': 'name: a\nkind: chunk\nbuild-system: manual\n' })
  expect(made.elements()).toContain('strata/core/a')
  expect(made.said()).toContain('warning reader/unknown-field')
})

test('an entry and its file differ in name: siblings go by the entry\'s, artifacts by the file\'s', () => {
  const made = outcome({
    'strata/core.morph': stratum('core', [
      entry('base@0.10', 'morph: strata/core/base-0.10.morph'), entry('user', 'build-depends: [base@0.10]\nbuild-system: manual'),
    ]),
    'strata/core/base-0.10.morph': 'name: base-0.10\nkind: chunk\nproducts:\n- artifact: -tools\n  include: [opt/.*]\ninstall-commands: [make install]\n',
    'systems/box.morph': system('box', ['{morph: strata/core.morph, artifacts: [core-runtime]}']),
  })
  expect(made.depends('strata/core/user')).toEqual(['strata/core/base-0.10'])
  expect(made.converted.definitions.chunks.get('strata/core/base-0.10')?.products[0]?.artifact).toBe('base-0.10-tools')
  expect(made.said()).toEqual(['note reader/name-differs'])
})

test('a file whose name field differs from its path is known by its path', () => {
  const made = outcome({
    'strata/core.morph': stratum('core', [entry('a')]),
    'systems/weston-qt5-system-x86_64.morph': system('weston-qt5-system-x86_64.morph', ['strata/core.morph']),
    'clusters/mason.morph': 'name: example-mason-cluster\nkind: cluster\nsystems:\n- morph: systems/weston-qt5-system-x86_64.morph\n  deploy: {m: {type: tar, location: m.tar}}\n',
  })
  expect(made.elements()).toContain('systems/weston-qt5-system-x86_64')
  expect(made.said().filter((said) => said.startsWith('error'))).toEqual([])
})

test('a product that is not named after its chunk is an artifact like any other', () => {
  const made = outcome({
    'strata/chef.morph': stratum('chef', [entry('erubis-master', 'morph: strata/chef/erubis-master.morph')]),
    'strata/chef/erubis-master.morph': 'name: erubis-master\nkind: chunk\nproducts:\n- artifact: erubis-doc\n  include: [usr/lib/ruby/.*/doc/.*]\ninstall-commands: [x]\n',
    'systems/box.morph': system('box', ['{morph: strata/chef.morph, artifacts: [chef-runtime]}']),
  })
  const made2 = made.element('systems/box/chef')
  expect(made2.kind).toBe('compose')
  expect(made2.config).toMatchObject({ exclude: expect.arrayContaining(['erubis-doc', 'doc']) as unknown })
  expect([...made.element('strata/chef/erubis-master').public.splitRules.keys()]).toContain('erubis-doc')
})

test('an artifact that does not exist selects nothing', () => {
  const made = outcome({
    'strata/core.morph': stratum('core', [entry('a')]), 'strata/more.morph': stratum('more', [entry('b')]),
    'systems/box.morph': system('box', ['{morph: strata/core.morph, artifacts: [core-openssl]}', 'strata/more.morph']),
  })
  expect(made.said()).toEqual(['warning convert/unknown-artifact'])
  expect(made.element('systems/box/core')).toMatchObject({ kind: 'stack', depends: [] })
})

test('a configuration extension that nobody wrote is no error', () => {
  const made = box([entry('a')], { 'systems/box.morph': system('box', ['strata/core.morph'], 'configuration-extensions: [remove-gcc, extensions/remove-gcc]\n') })
  expect(made.said()).toEqual(['note convert/extension', 'note convert/extension'])
})

test.each(['element', 'system'] as const)('integration commands under a foreign artifact run (--integration %s)', (integration) => {
  const made = box([entry('NetworkManager', 'morph: strata/core/NetworkManager.morph')], {
    'strata/core/NetworkManager.morph': 'name: NetworkManager\nkind: chunk\ninstall-commands: [x]\nsystem-integration:\n  ModemManager-misc:\n    00-enable: [systemctl enable nm]\n',
  }, { integration })
  expect(made.integration(integration === 'element' ? 'strata/core/NetworkManager' : 'systems/box/integration')).toEqual(['systemctl enable nm'])
  expect(made.said()).toContain('note convert/integration-foreign')
})

test('a chunk file that nobody names is not converted, and said', () => {
  const made = box([entry('a')], { 'strata/core/c2man.morph': 'name: c2man\nkind: chunk\nbuild-system: autotools\n' })
  expect(made.elements().filter((name) => name.includes('c2man'))).toEqual([])
  expect(made.said()).toEqual(['note reader/unreferenced-chunk'])
})

test('a stratum that nobody names is converted all the same, and said', () => {
  const made = box([entry('a')], { 'strata/corba.morph': stratum('corba', [entry('ace')]) })
  expect(made.elements()).toContain('strata/corba/ace')
  expect(made.said()).toEqual(['note reader/unreferenced-stratum'])
})

test('a chunk file that its entry does not name is not used', () => {
  const made = outcome({
    'strata/services.morph': stratum('services', [entry('pies', 'build-system: autotools')]),
    'strata/services/pies.morph': 'name: pies\nkind: chunk\nbuild-system: manual\nconfigure-commands: [never]\n',
    'systems/box.morph': system('box', ['strata/services.morph']),
  })
  expect(made.element('strata/services/pies').kind).toBe('autotools')
  expect(made.text('strata/services/pies')).not.toContain('never')
  expect(made.said()).toContain('warning reader/shadowed-file')
})

test.each([['1', 'warning reader/autodetect'], ['8', 'warning reader/dangling-chunk']])('a chunk file that is not there, in version %s: the chunk is what its entry says', (version, said) => {
  const made = box([entry('a', 'morph: strata/core/gone.morph')], { VERSION: `version: ${version}\n` })
  expect(made.source('strata/core/gone').ref).toBe(commit())
  expect(made.said()).toContain(said)
  expect(made.said().filter((words) => words.startsWith('error'))).toEqual([])
})

test('a cluster that deploys a system which is not there is warned of, and all systems are converted', () => {
  const made = box([entry('a')], { 'clusters/c.morph': 'name: c\nkind: cluster\nsystems:\n- morph: systems/gone.morph\n  deploy: {x: {type: tar, location: x}}\n' })
  expect(made.said()).toContain('warning reader/dangling-system')
  expect(made.elements()).toContain('systems/box')
})

test('an unknown name in build-depends is an error that takes only the systems that use it', () => {
  const made = box([entry('a')], {
    'strata/enlightenment.morph': stratum('enlightenment', [entry('efl', 'build-depends: [luajit2]\nbuild-system: autotools')]),
    'systems/qt.morph': system('qt', ['strata/core.morph', 'strata/enlightenment.morph']),
  })
  expect(made.said()).toContain('error reader/unknown-build-depends')
  expect(made.elements()).toContain('systems/box')
  expect(made.elements()).not.toContain('systems/qt')
  expect(made.converted.conversion.refused).toEqual(['systems/qt'])
})

test('of a duplicate key the last one counts', () => {
  const made = box([entry('a'), entry('b'), entry('pycadf', 'build-depends: [a]\nbuild-depends: [b]\nbuild-system: manual')])
  expect(made.depends('strata/core/pycadf')).toEqual(['strata/core/b'])
  expect(made.said()).toEqual(['warning yaml/duplicate-key'])
})

test('of two chunks of one name in a system the first is taken; both are elements', () => {
  const made = outcome({
    'strata/tools.morph': stratum('tools', [entry('ipmitool', undefined, commit('be7917'))]),
    'strata/cxmanage.morph': stratum('cxmanage', [entry('ipmitool', undefined, commit('830d5a')), entry('cxmanage', 'build-depends: [ipmitool]\nbuild-system: manual')]),
    'systems/cxmanage-system.morph': system('cxmanage-system', ['strata/tools.morph', 'strata/cxmanage.morph']),
  })
  expect(made.source('strata/tools/ipmitool').ref).toBe(commit('be7917'))
  expect(made.source('strata/cxmanage/ipmitool').ref).toBe(commit('830d5a'))
  expect(made.said()).toEqual(['warning convert/name-clash'])
  expect(made.buildDepends('systems/cxmanage-system')).toEqual(['strata/tools', 'systems/cxmanage-system/cxmanage'])
  expect(made.element('systems/cxmanage-system/cxmanage').depends).not.toContainEqual({ element: 'strata/cxmanage/ipmitool.bst' })
})

test('two chunks of one name in what a chunk is built on are both staged', () => {
  const made = outcome({
    'strata/cross.morph': stratum('cross', [entry('groff')]), 'strata/foundation.morph': stratum('foundation', [entry('groff')]),
    'strata/top.morph': stratum('top', [entry('a')], 'build-depends:\n- morph: strata/cross.morph\n- morph: strata/foundation.morph\n'),
    'systems/box.morph': system('box', ['strata/top.morph']),
  })
  expect(made.depends('strata/top/build-deps')).toEqual(['strata/cross', 'strata/foundation'])
  expect(made.said()).toEqual(['note convert/staged-clash'])
})

describe('clusters', () => {
  const cluster = (deploy: string): ReturnType<typeof box> => box([entry('a')], { 'clusters/c.morph': `name: c\nkind: cluster\nsystems:\n- morph: systems/box.morph\n  deploy:\n    d:\n${deploy}` })
  const variables = (deploy: string): Readonly<Record<string, string>> =>
    Object.fromEntries(cluster(deploy).converted.definitions.clusters.get('clusters/c')!.systems[0]!.deployments[0]!.variables.map(({ name, value }) => [name, value]))
  const TAR = '      type: tar\n      location: x.tar\n'

  test.each(['initramfs', 'openstack', 'sysroot'])('deployment type %s needs no extension in the repository', (type) => {
    const made = cluster(`      type: ${type}\n      location: x\n`)
    expect(made.converted.definitions.clusters.get('clusters/c')?.systems[0]?.deployments[0]?.type?.value).toBe(type)
    expect(made.converted.conversion.deployments.map(({ name }) => name)).toEqual(['d'])
  })

  test('a list is what Python made text of', () => {
    expect(variables(`${TAR}      SWIFT_STORAGE_DEVICES: [{ip: 1.2.3.4, device: sda1, weight: 100}]\n`)).toEqual({ SWIFT_STORAGE_DEVICES: "[{'ip': '1.2.3.4', 'device': 'sda1', 'weight': 100}]" })
  })

  test('null is set, and empty', () => {
    expect(variables(`${TAR}      CEPH_MON:\n      CEPH_OSD: ~\n`)).toEqual({ CEPH_MON: '', CEPH_OSD: '' })
  })

  test('a deployment that lost its indentation is an error', () => {
    expect(cluster(`    type: tar\n    location: x.tar\n`).said().some((said) => said.startsWith('error'))).toBe(true)
  })
})

test('max-jobs: 1 is notparallel, another number MAKEFLAGS, null nothing', () => {
  const chunk = (jobs: string): Readonly<Record<string, string>> => ({ 'strata/core/a.morph': `name: a\nkind: chunk\nbuild-system: autotools\nmax-jobs: ${jobs}\n` })
  const made = (jobs: string): ReturnType<typeof box> => box([entry('a', 'morph: strata/core/a.morph')], chunk(jobs))
  expect(made('1').element('strata/core/a').variables.get('notparallel')?.text).toBe('True')
  expect(made('4').element('strata/core/a').environment.get('MAKEFLAGS')?.text).toBe('-j4')
  expect(made('4').said()).toEqual(['note convert/max-jobs'])
  expect(made('null').element('strata/core/a').variables.size).toBe(0)
  expect(made('null').said()).toEqual([])
})

test('build-depends: [] is none', () => {
  const made = box([entry('a'), entry('b', 'build-depends: []\nbuild-system: manual')])
  expect(made.depends('strata/core/b')).toEqual([])
})

test('an explicit empty command list runs nothing', () => {
  const made = box([entry('java-binary', 'morph: strata/core/java-binary.morph')], { 'strata/core/java-binary.morph': 'name: java-binary\nkind: chunk\nbuild-system: autotools\nconfigure-commands: []\nbuild-commands: []\n' })
  expect(made.commands('strata/core/java-binary', 'configure')).toEqual([])
  expect(made.commands('strata/core/java-binary', 'build')).toEqual([])
  expect(made.text('strata/core/java-binary')).toContain('  configure-commands: []\n')
})

test('prefix: / is the prefix, and its bin folder is in PATH', () => {
  const made = box([entry('a', 'prefix: /\nbuild-system: autotools')])
  expect(made.element('strata/core/a').variables.get('prefix')?.text).toBe('/')
  const { conversion } = made.converted
  expect(made.element('strata/core/a').environment.get('PATH')?.text ?? conversion.project.environment.get('PATH')?.text).toBe('/bin:/usr/bin:/bin:/usr/sbin:/sbin')
})

test('definitions may lie anywhere', () => {
  const made = outcome({
    'core.morph': stratum('core', [entry('a', 'morph: chunks/a.morph'), entry('b', 'morph: core/b.morph')]),
    'chunks/a.morph': 'name: a\nkind: chunk\nbuild-system: autotools\n', 'core/b.morph': 'name: b\nkind: chunk\nbuild-system: autotools\n',
    'chef-system-x86_64-container.morph': system('chef-system-x86_64-container', ['core.morph']),
  })
  expect(made.elements()).toEqual(expect.arrayContaining(['chunks/a', 'strata/core/b', 'strata/core', 'systems/chef-system-x86_64-container']))
  expect(made.said()).toEqual([])
})

test('a flow list of a plain regular expression is a product of everything', () => {
  const made = outcome({
    'strata/core.morph': stratum('core', [entry('gcc', 'morph: strata/core/gcc.morph')]),
    'strata/core/gcc.morph': 'name: gcc\nkind: chunk\nproducts:\n- artifact: gcc-libs\n  include: [usr/lib/libgcc.*]\n- artifact: gcc-devel\n  include: [.*]\ninstall-commands: [x]\n',
    'systems/box.morph': system('box', ['{morph: strata/core.morph, artifacts: [core-runtime]}']),
  })
  expect(made.said()).toEqual([])
  expect(made.converted.definitions.chunks.get('strata/core/gcc')?.products.map((rule) => rule.include.map(({ value }) => value))).toEqual([['usr/lib/libgcc.*'], ['.*']])
})

test('FORCE_UNSAFE_CONFIGURE stays in its command', () => {
  const made = box([entry('tar', 'morph: strata/core/tar.morph')], { 'strata/core/tar.morph': 'name: tar\nkind: chunk\nbuild-system: autotools\nconfigure-commands:\n- FORCE_UNSAFE_CONFIGURE=1 ./configure\n' })
  expect(made.commands('strata/core/tar', 'configure')).toEqual(['FORCE_UNSAFE_CONFIGURE=1 ./configure'])
})
