import { DEFAULTS, stratum, system } from '../../tests/oddities/small.ts'
import { convertSmall } from '../../tests/support/convert-tree.ts'
import { saidLines } from '../../tests/support/said-lines.ts'
import { lineOrigins } from './line-origins.ts'

const REF = '0123456789abcdef0123456789abcdef01234567'
const CORE = 'strata/core.morph'
const TOOL = 'strata/core/tool.morph'

const ENTRIES = [`name: lib
repo: upstream:lib
ref: ${REF}
unpetrify-ref: v1
build-system: autotools`, `name: tool
# its own file says more
morph: ${TOOL}
repo: upstream:tool
ref: main
build-depends:
# for its header
- lib
submodules:
  sub/dir:
    url: upstream:sub`]

const TOOL_TEXT = `name: tool
kind: chunk
description: A tool
build-system: autotools
prefix: /opt
max-jobs: 1
pre-configure-commands:
- touch first
install-commands:
# with all that belongs to it
- |
  make install
    date +%{s}

  make more
post-install-commands: [chown root:root "$DESTDIR/x", 'true']
products:
- artifact: tool-doc
  include: [opt/doc/.*]
system-integration:
  tool-misc:
    01-cache: [ldconfig]
`

const SMALL = {
  DEFAULTS, [CORE]: stratum('core', ENTRIES, 'description: The core\nbuild-depends:\n- morph: strata/low.morph\n'),
  'strata/low.morph': stratum('low', [`name: low\nrepo: https://example.org/low\nref: ${REF}\nbuild-system: manual`]),
  [TOOL]: TOOL_TEXT, 'systems/box.morph': system('box', [CORE, 'strata/low.morph'], 'description: A box\n'),
}

test('each line of a chunk\'s element comes from where its entry or its file says it', () => {
  const block = `${TOOL}: make install / date +%{s} / make more`
  expect(saidLines(convertSmall(SMALL, { fixRoot: true }), 'elements/strata/core/tool.bst')).toEqual([
    ['# its own file says more'],
    ['kind: autotools', `${TOOL}: autotools`],
    ['description: A tool', `${TOOL}: A tool`],
    ['depends:', `${CORE}: build-depends`],
    ['# for its header'],
    ['- strata/core/lib.bst', `${CORE}: lib`],
    ['build-depends:', `${CORE}: build-depends`],
    ['- base.bst'],
    ['- strata/core/build-deps.bst', `${CORE}: strata/low.morph`],
    ['sources:', `${CORE}: upstream:tool`],
    ['- kind: git', `${CORE}: upstream:tool`],
    ['  url: upstream:tool', `${CORE}: upstream:tool`],
    ['  track: main', `${CORE}: main`],
    ['  submodules:', `${CORE}: sub/dir`],
    ['    sub/dir:', `${CORE}: sub/dir`],
    ['      url: upstream:sub', `${CORE}: sub/dir`],
    ['variables:'],
    ['  prefix: /opt', `${TOOL}: /opt`],
    ['  notparallel: True', `${TOOL}: 1`],
    ['  percent: "%"'],
    ['environment:'],
    ['  PATH: /opt/bin:/usr/bin:/bin:/usr/sbin:/sbin', `${TOOL}: /opt`],
    ['config:'],
    ['  configure-commands:', `${TOOL}: pre-configure-commands`],
    ['    (<):', `${TOOL}: pre-configure-commands`],
    ['    - touch first', `${TOOL}: touch first`],
    ['  install-commands:', `${TOOL}: install-commands`, `${TOOL}: post-install-commands`],
    ['  # with all that belongs to it'],
    ['  - |', block],
    ['    make install', block],
    ['      date +%{percent}{s}', block],
    ['    make more', block],
    ['  - ":"', `${TOOL}: chown root:root "$DESTDIR/x"`],
    ['  - true', `${TOOL}: true`],
    ['public:'],
    ['  bst:'],
    ['    integration-commands:', `${TOOL}: 01-cache`],
    ['    - ldconfig', `${TOOL}: ldconfig`],
    ['    split-rules:'],
    ['      doc:', `${TOOL}: artifact: tool-doc / include: [opt/doc/.*`],
    ['        (>):', `${TOOL}: artifact: tool-doc / include: [opt/doc/.*`],
    ['        - /opt/doc', `${TOOL}: opt/doc/.*`],
    ['        - /opt/doc/**', `${TOOL}: opt/doc/.*`],
  ])
})

test('with the texts, each line of a block comes from its own line', () => {
  const block = saidLines(convertSmall(SMALL), 'elements/strata/core/tool.bst', true).filter(([line]) => /^ {2}- \||^ {4}.*(?:make|date)/.test(line))
  expect(block).toEqual([
    ['  - |', `${TOOL}: |`],
    ['    make install', `${TOOL}: make install`],
    ['      date +%{percent}{s}', `${TOOL}: date +%{s}`],
    ['    make more', `${TOOL}: make more`],
  ])
})

test('stacks and systems come from items of lists, in both dialects', () => {
  for (const target of ['bst2', 'bst1'] as const) {
    const converted = convertSmall(SMALL, { target })
    expect(saidLines(converted, 'elements/strata/core.bst').slice(1)).toEqual([
      ['description: The core', `${CORE}: The core`],
      ['depends:', `${CORE}: chunks`],
      ['- strata/core/lib.bst', expect.stringMatching(`^${CORE}: name: lib / .* / build-system: autotools$`)],
      ['- strata/core/tool.bst', expect.stringMatching(`^${CORE}: name: tool / .* / url: upstream:sub$`)],
    ])
    expect(saidLines(converted, 'elements/strata/core/build-deps.bst').slice(1)).toEqual([
      ['description: What the chunks of core are built on'],
      ['depends:', `${CORE}: build-depends`],
      ['- strata/low.bst', `${CORE}: strata/low.morph`],
    ])
    expect(saidLines(converted, 'elements/systems/box.bst').slice(1)).toEqual([
      ['description: A box', 'systems/box.morph: A box'],
      ['build-depends:', 'systems/box.morph: strata'],
      ['- strata/core.bst', `systems/box.morph: ${CORE}`],
      ['- strata/low.bst', 'systems/box.morph: strata/low.morph'],
    ])
    expect(saidLines(converted, 'elements/strata/low/low.bst').slice(0, 1)).toEqual([['kind: manual', 'strata/low.morph: manual']])
  }
})

test('a definition is behind the kind of its element where nothing else is', () => {
  const [kind] = saidLines(convertSmall(SMALL), 'elements/strata/core.bst')
  expect(kind).toEqual(['kind: stack', expect.stringMatching(`^${CORE}: name: core / kind: stratum / .* / url: upstream:sub$`)])
})

test('project.conf comes from DEFAULTS and from systems, and not from what is built in', () => {
  const own = saidLines(convertSmall(SMALL), 'project.conf')
  expect(own).toEqual(expect.arrayContaining([
    ['  example.org: https://example.org/', 'strata/low.morph: https://example.org/low'],
    ['  upstream: git://git.baserock.org/delta/'],
    ['    - x86_64', 'systems/box.morph: x86_64'],
    ['  bins:', 'DEFAULTS: artifact: -bins / include: ["(usr/)?s?bin/.*'],
    ['  - /usr/bin/**', 'DEFAULTS: (usr/)?s?bin/.*'],
    ['  autotools:'],
    ['      build-commands:', 'DEFAULTS: build-commands'],
    ['      - make', 'DEFAULTS: make'],
  ]))
  const builtIn = lineOrigins(convertSmall({ ...SMALL, DEFAULTS: '' }).conversion.project, 'bst2')
  expect(builtIn.get('project.conf')?.map(({ origin }) => origin.file)).toEqual(['strata/low.morph', 'systems/box.morph'])
})

test('commands that an element repeats from DEFAULTS come from there', () => {
  const entry = `name: lib\nrepo: upstream:lib\nref: ${REF}\nbuild-system: autotools\nbuild-commands: [mine]`
  const lines = saidLines(convertSmall({
    DEFAULTS: DEFAULTS.replace('build-commands: [make]', 'build-commands: [make]\n    test-commands: [make check]'),
    [CORE]: stratum('core', [entry]), 'systems/box.morph': system('box', [CORE]),
  }), 'elements/strata/core/lib.bst')
  expect(lines.slice(lines.findIndex(([line]) => line === 'config:') + 1)).toEqual([
    ['  build-commands:', `${CORE}: build-commands`],
    ['  - mine', `${CORE}: mine`],
    ['  - make check', 'DEFAULTS: make check'],
  ])
})

test('a system that takes a stratum in part says so with the artifacts that it names', () => {
  const lines = saidLines(convertSmall({ ...SMALL, 'systems/box.morph': system('box', [`{morph: ${CORE}, artifacts: [core-devel]}`]) }), 'elements/systems/box/core.bst')
  expect(lines).toEqual([
    ['kind: stack', `systems/box.morph: ${CORE}`],
    ['description: core-devel of core', 'systems/box.morph: core-devel'],
    ['depends:'],
    ['- systems/box/core/lib.bst', expect.stringMatching(`^${CORE}: name: lib / `)],
    ['- systems/box/core/tool.bst', expect.stringMatching(`^${CORE}: name: tool / `)],
  ])
})

describe('a deployment', () => {
  const device = (name: string, minor: number): string => `{type: c, filename: /dev/${name}, uid: 0, gid: 0, major: 1, minor: ${minor}, permissions: 666}`
  const deployed = {
    ...SMALL, [TOOL]: `${TOOL_TEXT}devices:\n- ${device('null', 3)}\n- ${device('zero', 5)}\n`,
    'systems/box.morph': system('box', [CORE], 'configuration-extensions: [extensions/fstab]\n'),
    'clusters/c.morph': `name: c
kind: cluster
systems:
- morph: systems/box.morph
  deploy:
    D:
      type: extensions/rawdisk
      location: box.img
      FSTAB_B: two
      FSTAB_A: one
      DISK_SIZE: 1G
`,
  }
  const CLUSTER = 'clusters/c.morph'

  test('has its variables from its own, and rows of tables from what asks for each', () => {
    const asked = [device('null', 3), device('zero', 5)].map((text) => `${TOOL}: ${text.slice(0, -1)}`)
    expect(saidLines(convertSmall(deployed), 'elements/deploy/c/D.bst')).toEqual([
      ['kind: script', `${CLUSTER}: extensions/rawdisk`],
      ['description: "c: D, a disk image of box"', `${CLUSTER}: D`],
      ['(@):', `${CLUSTER}: extensions/rawdisk`],
      ['- include/image.yml', `${CLUSTER}: extensions/rawdisk`],
      ['- include/image/disk.yml', `${CLUSTER}: extensions/rawdisk`],
      ['build-depends:'],
      ['- image-tools.bst'],
      ['- filename: deploy/c/D/configured.bst', `${CLUSTER}: systems/box.morph`],
      ['  config:', `${CLUSTER}: systems/box.morph`],
      ['    location: /payload', `${CLUSTER}: systems/box.morph`],
      ['variables:'],
      ['  image-name: box.img', `${CLUSTER}: box.img`],
      [expect.stringMatching(/^ {2}image-id: [0-9a-f]{32}$/), `${CLUSTER}: D`],
      ['  disk-size: 1G', `${CLUSTER}: DISK_SIZE`],
      ['  ownership: |', ...asked],
      ['    /dev/null c 0666 0 0 1 3', ...asked.slice(0, 1)],
      ['    /dev/zero c 0666 0 0 1 5', ...asked.slice(1)],
    ])
  })

  test.each(['bst2', 'bst1'] as const)('%s: is configured by the extensions of its system, with the variables that they read', (target) => {
    const lines = saidLines(convertSmall(deployed, { target }), 'elements/deploy/c/D/configured.bst')
    const whole = ['systems/box.morph: extensions/fstab', `${CLUSTER}: FSTAB_B`, `${CLUSTER}: FSTAB_A`]
    expect(lines.slice(lines.findIndex(([line]) => line === '  # fstab') + 1)).toEqual([
      ['  - |', ...whole],
      ['    mkdir -p "%{install-root}/etc"', ...whole],
      ['    cat >>"%{install-root}/etc/fstab" <<\'END\'', ...whole],
      ['    one', `${CLUSTER}: FSTAB_A`],
      ['    two', `${CLUSTER}: FSTAB_B`],
      ['    END', ...whole],
      ['    chmod 0644 "%{install-root}/etc/fstab"', ...whole],
    ])
    const tree = target === 'bst2' ? '  - systems/box.bst' : '  - element: systems/box.bst'
    expect(lines.filter(([line]) => line.endsWith('systems/box.bst') && line.startsWith('  '))).toEqual(target === 'bst2' ? [] : [[tree, `${CLUSTER}: systems/box.morph`]])
  })
})
