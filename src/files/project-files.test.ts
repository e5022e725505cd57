import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../tests/support/space.ts'
import { Collector } from '../diagnostics/collector.ts'
import { DiskProjectFiles, findProjectRoot } from './project-files.ts'

/** Expects what reading a path gives, whether that was refused, and the codes reported. */
function check(root: string, path: string, text: string | undefined, refused = false, codes: readonly string[] = []): void {
  const collector = new Collector()
  const files = new DiskProjectFiles(root, collector)
  expect([files.read(path), files.refused(path)]).toEqual([text, refused])
  expect(files.read(path)).toBe(text)
  expect(collector.list().map(({ code }) => code)).toEqual(codes)
}

test('texts inside the project, by links too', () => {
  const root = folderOf({ 'project.conf': '\ufeffname: p\r\n', 'elements/a.bst': 'a', 'other/b.bst': 'b' })
  symlinkSync('../other/b.bst', join(root, 'elements/b.bst'))
  symlinkSync('other', join(root, 'folder'))
  check(root, 'project.conf', 'name: p\n')
  check(root, 'elements/b.bst', 'b')
  check(root, 'folder/b.bst', 'b')
  check(root, 'elements/../elements/a.bst', 'a')
  for (const path of ['nope', 'nope/a', 'elements', 'project.conf/x']) check(root, path, undefined)
})

test('nothing outside of it', () => {
  const outside = folderOf({ 'secret.bst': 's' })
  const root = folderOf({ 'project.conf': '' })
  symlinkSync(join(outside, 'secret.bst'), join(root, 'link.bst'))
  symlinkSync(outside, join(root, 'folder'))
  for (const path of ['link.bst', 'folder/secret.bst', `../${outside.split('/').at(-1)}/secret.bst`, '..']) check(root, path, undefined)
})

test('what is no text is said once, and is not missing', () => {
  const root = folderOf({ 'project.conf': '' })
  writeFileSync(join(root, 'x.bst'), Buffer.from([0x61, 0xff]))
  check(root, 'x.bst', undefined, true, ['files/not-utf8'])
})

test('the elements of a folder, and nothing of .bst', () => {
  const root = folderOf({ 'e/b.bst': '', 'e/a/c.bst': '', 'e/a.txt': '', 'e/.bst/d.bst': '', 'e/.bst/x': '', 'f.bst': '' })
  const files = new DiskProjectFiles(root, new Collector())
  expect(files.list('e')).toEqual(['a/c.bst', 'b.bst'])
  expect(files.list('')).toEqual(['e/a/c.bst', 'e/b.bst', 'f.bst'])
  expect(files.list('nope')).toEqual([])
})

test('a project is looked for upwards', () => {
  const root = folderOf({ 'project.conf': '' })
  mkdirSync(join(root, 'a/b'), { recursive: true })
  expect(findProjectRoot(join(root, 'a/b'))).toBe(root)
  expect(findProjectRoot(root)).toBe(root)
  expect(findProjectRoot('/')).toBeUndefined()
})
