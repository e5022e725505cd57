import { isLeftOut } from './left-out.ts'
import { packagesOf, PRESET_NAMES } from './presets.ts'
import { checkName, readWords } from './words.ts'

test('reads a list, each word once', () => {
  expect(readWords('gnome, linux-image-cloud-amd64,g++,gnome,busybox=1:1.35.0-4+b1')).toEqual(['gnome', 'linux-image-cloud-amd64', 'g++', 'busybox=1:1.35.0-4+b1'])
})

test.each(['', ' , ', 'Foo', '-o', 'bash-', 'a b', '../x', 'x=$(y)'])('refuses %j', (list) => {
  expect(() => readWords(list)).toThrow(/empty|no name of a package/)
})

test('refuses a suite that would be a path', () => {
  expect(() => checkName('suite', '../etc')).toThrow('is no suite')
  expect(() => checkName('suite', 'bookworm')).not.toThrow()
})

test('each set but the smallest holds the ones before it', () => {
  const [, ...rest] = PRESET_NAMES.map((name) => new Set(packagesOf([name], 'amd64')))
  for (const [index, set] of rest.entries()) if (index > 0) expect([...rest[index - 1]!].every((name) => set.has(name))).toBe(true)
})

test('only PCs get the boot loader of PCs', () => {
  expect(packagesOf(['tools'], 'amd64')).toContain('syslinux')
  expect(packagesOf(['tools'], 'arm64')).not.toContain('syslinux')
  expect(packagesOf(['hello', 'hello'], 'arm64')).toEqual(['hello'])
})

describe('what is left out', () => {
  const rules = { keepDocs: false, named: new Set<string>(), isMinimal: false }
  test.each([
    ['usr/share/doc/bash/README', true], ['usr/share/doc/bash/', false], ['usr/share/doc/bash/copyright', false], ['usr/share/man/man1/', true], ['usr/share/locale/de/', true],
    ['usr/share/locale/en_US/', false], ['usr/share/locale/locale.alias', false], ['usr/bin/man', false], ['usr/lib/x86_64-linux-gnu/gconv/', false], ['usr/share/icons/Adwaita/', true],
    ['usr/share/icons/hicolor/', false],
  ])('%s: %s', (path, isOut) => expect(isLeftOut(path, rules)).toBe(isOut))

  test('nothing of the manuals with --keep-docs', () => expect(isLeftOut('usr/share/man/man1/', { ...rules, keepDocs: true })).toBe(false))
  test('character sets of a minimal sysroot', () => expect(isLeftOut('usr/lib/x86_64-linux-gnu/gconv/', { ...rules, isMinimal: true })).toBe(true))
  test('not what was asked for by name', () => expect(isLeftOut('usr/share/icons/Adwaita/', { ...rules, named: new Set(['adwaita-icon-theme']) })).toBe(false))
})
