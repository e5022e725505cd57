/** A project that uses most of what project files can say, for comparing our reading of it with BuildStream's. Names no place. */

/** Its files. */
export const LAYERED_PROJECT: Readonly<Record<string, string>> = {
  'elements/auto.bst': `kind: autotools
(@): [include/a.yml]
runtime-depends: [./mk.bst, sub//a.bst]
depends:
- filename: [man.bst, cm.bst]
  type: build
  strict: true
  config: {location: "/sys/%{project-name}"}
variables:
  conf-local: --y
  pct: "%"
  lit: "%{pct}{nope} %{} %{1a} %{a b} %{_a} %{a.b} %\\\\{prefix} \${prefix} %%{prefix} \\\\%{prefix} %{prefix"
  (?):
  - mode == "rel":
      (@): include/v.yml
sources:
- (@): include/src.yml
  ref: 0123456789012345678901234567890123456789
config:
  install-commands:
    (>): [own, "%{lit}"]
  configure-commands:
    (=): [replaced]
    (>): [after]
public:
  bst:
    integration-commands: ["ldconfig %{element-name}"]
    overlap-whitelist: ["%{bindir}/x"]
    split-rules:
      runtime: ["only"]
      mine: ["%{lib}/**"]
  other: {x: "%{max-jobs}", y: [a, {b: "%{march}"}]}
environment: {OWN: "%{feats} %{with-tests} %{sys} %{mask}", PATH: /p}
environment-nocache: [OWN]
sandbox: {build-gid: 7}
`,
  'elements/cm.bst': `kind: cmake
depends: [sub/a.bst]
variables: {prefix: "/opt/%{element-name}"}
`,
  'elements/comp.bst': `kind: compose
build-depends: [stack.bst, filter.bst]
config: {exclude: [devel]}
`,
  'elements/filter.bst': `kind: filter
build-depends: [auto.bst]
runtime-depends: [mk.bst]
config: {include: [mine]}
`,
  'elements/man.bst': `kind: manual
depends: [sub/a.bst]
variables: {prefix: "/opt/%{element-name}"}
`,
  'elements/meson.bst': `kind: meson
depends: [sub/a.bst]
variables: {prefix: "/opt/%{element-name}"}
`,
  'elements/mk.bst': `kind: make
depends: [sub/a.bst]
variables: {prefix: "/opt/%{element-name}"}
`,
  'elements/notpar.bst': `kind: make
variables: {notparallel: false}
depends: [mk.bst]
`,
  'elements/notpar2.bst': `kind: autotools
variables: {notparallel: 1}
`,
  'elements/pip.bst': `kind: pip
depends: [sub/a.bst]
variables: {prefix: "/opt/%{element-name}"}
`,
  'elements/script.bst': `kind: script
build-depends:
- filename: auto.bst
  config: {location: /x}
- filename: auto.bst
  config: {location: /y}
config: {commands: [a], root-read-only: True}
`,
  'elements/setuptools.bst': `kind: setuptools
depends: [sub/a.bst]
variables: {prefix: "/opt/%{element-name}"}
`,
  'elements/stack.bst': `kind: stack
depends: [notpar.bst, notpar2.bst, meson.bst, pip.bst, setuptools.bst, auto.bst]
`,
  'elements/sub/a.bst': `kind: import
description: an import
sources: [{kind: local, path: files/x, directory: /a/./b}]
variables: {late: "%{later}", later: x}
`,
  'files/x': `x
`,
  'include/a.yml': `(@): include/b.yml
variables: {a: A, ab: A}
config:
  install-commands:
    (>): [from-a]
build-depends: [sub/a.bst]
`,
  'include/b.yml': `variables: {b: B, ab: B}
config:
  install-commands:
    (>): [from-b]
  (?):
  - not tests:
      build-commands:
        (<): [b-cond]
`,
  'include/p1.yml': `variables: {inc: p1, inc1: p1, opt: from-p1}
name: nope
elements:
  make:
    variables: {from-include: "yes"}
(?):
- mode == "rel":
    variables: {cond-inc: p1}
`,
  'include/p2.yml': `variables: {inc: p2, inc2: p2}
(?):
- mode == "rel":
    variables: {cond-inc: p2}
`,
  'include/src.yml': `kind: git
url: up:foo.git
track: master
`,
  'include/v.yml': `from-v: "%{prefix}/v"
`,
  'project.conf': `name: feat
min-version: 2.0
element-path: elements
(@): [include/p1.yml, include/p2.yml]
plugins:
- origin: pip
  package-name: buildstream-plugins
  elements: [autotools, {kind: cmake}, make, meson, pip, setuptools]
  sources: [git]
aliases:
  up: "%{base-url}/x/"
  here: "%{project-root-uri}/files/"
options:
  march: {type: arch, description: A, values: [aarch64, amd64, x86_64], variable: march}
  mode: {type: enum, description: M, values: [rel, dbg], default: rel}
  feats: {type: flags, description: F, values: [x, y, z], default: [z, x], variable: feats}
  tests: {type: bool, description: T, default: False, variable: with-tests}
  sys: {type: os, description: O, values: [Linux, Darwin], variable: sys}
  mask: {type: element-mask, description: E, default: [sub/a.bst], variable: mask}
variables:
  base-url: https://example.org
  conf-global: ignored
  list-like: a
  (?):
  - march == "amd64" and not tests:
      opt: -O2
      (?):
      - mode in ["rel"]: {inner: "yes"}
  - '"x" in feats and feats|length == 2':
      ff: both
  - mode.startswith("re"):
      mm: "%{opt}!"
  - (not tests) or (mode != "dbg"): {paren: "1"}
  opt: -O1
environment:
  FOO: "%{opt}"
  MAKEFLAGS: none
environment-nocache: [FOO]
split-rules:
  extra: ["/extra/%{element-name}"]
  runtime:
    (>): ["%{prefix}/more"]
elements:
  autotools:
    variables: {conf-global: --disable-nls, conf-args: "--x %{conf-global}"}
    environment: {V: 0, KIND: autotools}
    config:
      strip-commands: []
      install-commands:
        (<): [first]
    public:
      bst:
        split-rules:
          extra:
            (>): [/auto]
        integration-commands: [dropped]
    sandbox: {build-uid: 1000}
  make:
    variables: {notparallel: True}
    environment-nocache: [OTHER]
sources:
  git: {config: {checkout-submodules: False}}
fatal-warnings: [overlaps]
`,
}
