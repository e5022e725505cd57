import { printManifest, readManifest, type Manifest } from './manifest.ts'

const digest = 'a1'.repeat(32)
const manifest: Manifest = {
  recipe: 1, suite: 'bookworm', arch: 'amd64', words: ['minimal', 'g++'], keepDocs: false, tree: digest, files: 2, bytes: 10,
  packages: [{ name: 'x', version: '1.0', arch: 'all', size: 5, digest, suite: 'bookworm-security', path: 'pool/x/x_1.0+b~1_all.deb' }],
}

test('is read as it was written, versions as text', () => {
  expect(readManifest(printManifest(manifest), 'm')).toEqual(manifest)
})

test.each([
  [(text: string) => text.replace('pool/x', '../x'), 'packages[0].path'],
  [(text: string) => text.replace('size: 5', 'size: five'), 'packages[0].size'],
  [(text: string) => text.replace('format: 1', 'format: 2'), 'format'],
  [(text: string) => text.replace('suite: bookworm\n', 'suite: -x\n'), 'suite'],
])('names the field that is wrong', (change, field) => {
  expect(() => readManifest(change(printManifest(manifest)), 'm.yaml')).toThrow(`m.yaml is no manifest: its field ${field} is not as expected`)
})

test('says of what is no YAML that it is no manifest', () => {
  expect(() => readManifest('a: [', 'm.yaml')).toThrow('m.yaml is no manifest')
  expect(() => readManifest('', 'm.yaml')).toThrow('m.yaml is no manifest')
})
