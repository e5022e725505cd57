// The architecture, executable: see ARCHITECTURE.md. Each rule says in its comment what it keeps true.
const siblings = ['reader', 'convert', 'transform', 'emit', 'project', 'builder', 'report', 'machine', 'sysroot', 'git', 'compare', 'page']
const tests = '\\.test\\.ts$'

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'No file imports itself over others: the floors stay floors.',
      from: {}, to: { circular: true } },
    ...siblings.map((room) => ({
      name: `${room}-meets-nobody`, severity: 'error',
      comment: 'Rooms of the middle floor never import each other; they meet in ir/.',
      from: { path: `^src/${room}/` },
      to: { path: `^src/(${siblings.filter((other) => other !== room && !(room === 'report' && ['builder', 'page'].includes(other))).join('|')})/` },
    })),
    { name: 'report-takes-types-of-builder', severity: 'error', comment: 'report/ words what a build does: of builder/ it takes types, never functions.',
      from: { path: '^src/report/', pathNot: tests }, to: { path: '^src/builder/', dependencyTypesNot: ['type-only'] } },
    { name: 'std-stands-alone', severity: 'error', comment: 'std/ could be in the standard library: it imports nothing of ours.',
      from: { path: '^src/std/' }, to: { path: '^src/(?!std/)' } },
    { name: 'diagnostics-on-std', severity: 'error', comment: 'diagnostics/ takes only std/.',
      from: { path: '^src/diagnostics/' }, to: { path: '^src/(?!diagnostics/|std/)' } },
    { name: 'yaml-on-diagnostics', severity: 'error', comment: 'yaml/ takes only std/ and diagnostics/.',
      from: { path: '^src/yaml/' }, to: { path: '^src/(?!yaml/|diagnostics/|std/)' } },
    { name: 'ir-is-values', severity: 'error', comment: 'ir/ holds values and questions about them; of diagnostics/ it takes the types of positions.',
      from: { path: '^src/ir/' }, to: { path: '^src/(?!ir/|std/|diagnostics/(diagnostic|source-text)\\.ts)' } },
    { name: 'convert-knows-no-text', severity: 'error', comment: 'convert/ and transform/ see neither YAML nor files.',
      from: { path: '^src/(convert|transform)/' }, to: { path: '^src/(yaml|files)/' } },
    { name: 'nobody-imports-the-rim', severity: 'error', comment: 'Only main.ts imports cli/; nothing below knows argv or the terminal.',
      from: { path: '^src/(?!cli/|main\\.ts)' }, to: { path: '^src/(cli/|main\\.ts)' } },
    { name: 'disk-in-files-only', severity: 'error', comment: 'node:fs only in files/, git/, machine/, sysroot/, the rim and the builder, whose merging, keys and scheduling are values.',
      from: { path: '^src/', pathNot: `^src/(files|git|machine|sysroot|cli|main\\.ts|builder/(?!staging/|key/|scheduler/))|${tests}` }, to: { path: '^(node:)?(fs|fs/promises)$' } },
    { name: 'processes-at-the-rim', severity: 'error', comment: 'node:child_process only where the builder runs and fetches, where a machine is started, where apt is driven, where git is fed by pipes, and for the pager.',
      from: { path: '^src/', pathNot: `^src/(builder/(sources|sandbox|bst-engine)|machine|sysroot|git)/|cli/pager\\.ts$|${tests}` }, to: { path: '^(node:)?child_process$' } },
    { name: 'git-in-one-place', severity: 'error', comment: 'simple-git is used by cli/git-refs.ts (asking remotes for refs), builder/sources/ (fetching, staging) and git/ (revisions, patches, branches).',
      from: { path: '^src/', pathNot: '^src/(cli/git-refs\\.ts$|builder/sources/|git/)' }, to: { path: 'simple-git' } },
    { name: 'no-orphans', severity: 'error', comment: 'No code that only tests reach.',
      from: { orphan: true, pathNot: `${tests}|\\.d\\.ts$` }, to: {} },
    { name: 'nothing-imports-tests', severity: 'error', comment: 'Tests are leaves.',
      from: { pathNot: tests }, to: { path: tests } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
}
