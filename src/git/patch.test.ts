import fc from 'fast-check'
import { applyPatch, asLaidOut, laidOut, layOut } from '../../tests/support/patched.ts'
import { SEED } from '../../tests/support/seed.ts'
import { folderOf } from '../../tests/support/space.ts'
import { patchOf, withPair, type PatchTree } from './patch.ts'

const tree = (files: Readonly<Record<string, string | Uint8Array>>): PatchTree => new Map(Object.entries(files))
const LINES = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join('')

/** The tree after `git apply` of a patch in a folder that holds `before`. */
function applied(before: PatchTree, patch: string): Readonly<Record<string, string>> {
  const folder = folderOf()
  layOut(folder, before)
  applyPatch(folder, patch)
  return laidOut(folder)
}

test('a changed, a new and a removed file', async () => {
  const patch = await patchOf(tree({ 'e/a.bst': 'a\nb\nc\n', 'e/gone': 'g\n', 'same': 's' }), tree({ 'e/a.bst': 'a\nB\nc\n', 'new/x': 'n', 'same': 's' }))
  expect(patch.files.map(({ from, to, binary, added, removed }) => ({ from, to, binary, added, removed }))).toEqual([
    { from: 'e/a.bst', to: 'e/a.bst', binary: false, added: 1, removed: 1 },
    { from: 'e/gone', to: undefined, binary: false, added: 0, removed: 1 },
    { from: undefined, to: 'new/x', binary: false, added: 1, removed: 0 },
  ])
  expect(patch.files.map(({ text }) => text).join('')).toBe(patch.text)
  expect(patch.text.replace(/[0-9a-f]{40}/g, 'ID')).toBe(`diff --git a/e/a.bst b/e/a.bst
index ID..ID 100644
--- a/e/a.bst
+++ b/e/a.bst
@@ -1,3 +1,3 @@
 a
-b
+B
 c
diff --git a/e/gone b/e/gone
deleted file mode 100644
index ID..ID
--- a/e/gone
+++ /dev/null
@@ -1 +0,0 @@
-g
diff --git a/new/x b/new/x
new file mode 100644
index ID..ID
--- /dev/null
+++ b/new/x
@@ -0,0 +1 @@
+n
\\ No newline at end of file
`)
})

test('nothing differs', async () => {
  const files = { a: 'a', b: Buffer.from([0]) }
  expect(await patchOf(tree(files), tree({ a: Buffer.from('a'), b: Buffer.from([0]) }))).toEqual({ text: '', files: [] })
})

test('moved files are one entry with both names', async () => {
  const patch = await patchOf(tree({ 'old/a b.bst': LINES }), tree({ 'new/ü.bst': `${LINES}more\n` }))
  expect(patch.files).toMatchObject([{ from: 'old/a b.bst', to: 'new/ü.bst', added: 1, removed: 0 }])
  expect(patch.text).toContain('rename from old/a b.bst\nrename to new/ü.bst\n')
})

test('bytes of another encoding are a binary patch, and so is what has NUL', async () => {
  const before = tree({ 'latin "1"*?[x]\\.txt': Buffer.from('caf\xe9\n', 'latin1'), 'nul': 'a' })
  const after = tree({ 'latin "1"*?[x]\\.txt': Buffer.from('th\xe9\n', 'latin1'), 'nul': Buffer.from([0x61, 0, 0xff]) })
  const patch = await patchOf(before, after)
  expect(patch.files).toMatchObject([{ from: 'latin "1"*?[x]\\.txt', binary: true }, { from: 'nul', binary: true }])
  expect(patch.text).not.toContain('\uFFFD')
  expect(applied(before, patch.text)).toEqual(asLaidOut(after))
})

test('the count of lines, as wide as the terminal', async () => {
  const stat = await withPair(tree({ a: 'x\n'.repeat(200) }), tree({ a: 'y\n'.repeat(200), b: '' }), new AbortController().signal,
    async (pair) => [await pair.stat({ columns: 60, colour: false }), await pair.stat({ columns: 30, colour: true })])
  expect(stat[0]).toMatch(/^ a \| 400 \+{20,}-{20,}\n b \| {3}0\n 2 files changed, 200 insertions\(\+\), 200 deletions\(-\)\n$/)
  expect(stat[1]?.split('\n')[0]).toMatch(/^ a \| 400 \x1b\[32m\++\x1b\[m\x1b\[31m-+\x1b\[m$/)
})

const NAMES = ['a', 'b.bst', 'dir/c', 'dir/d e', 'ü/x', '"q"', 'back\\slash', '-n', ' lead', 'trail ', 'sub/a', 'a*b', '#x', '!y', 'diff --git a', '🙂']
const content = fc.oneof(
  fc.array(fc.constantFrom('x\n', 'y\n', 'diff --git a/x b/x\n', '-- \n', '--- a\n', '\\ No newline at end of file\n', '\t\n', 'tail', '\r\n', '\r', '\u2028', '', '\u0000', 'é\n', ' \n'), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.uint8Array({ maxLength: 40 }),
  fc.constantFrom(LINES, `${LINES}z`, LINES.slice(20), Buffer.from(`${LINES}\xff`, 'latin1')),
)
const trees = fc.dictionary(fc.constantFrom(...NAMES), content, { maxKeys: 8, noNullPrototype: true }).map(fitting)

/** A file cannot be where a folder is. */
function fitting(files: Readonly<Record<string, string | Uint8Array>>): PatchTree {
  return new Map(Object.entries(files))
}

test(`git apply of a patch from A to B makes B of A (seed ${SEED})`, async () => {
  await fc.assert(fc.asyncProperty(trees, trees, async (before, after) => {
    const patch = await patchOf(before, after)
    expect(patch.files.map(({ text }) => text).join('')).toBe(patch.text)
    expect(applied(before, patch.text)).toEqual(asLaidOut(after))
  }), { seed: SEED, numRuns: 25 })
})

test('a person who stops it is told nothing else', async () => {
  await expect(patchOf(tree({ a: 'a' }), tree({ a: 'b' }), AbortSignal.abort())).rejects.toMatchObject({ refusal: { reason: 'stopped' } })
})
