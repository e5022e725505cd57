import { Collector } from '../diagnostics/collector.ts'
import { SourceTexts } from '../diagnostics/source-text.ts'
import { NO_DATA, type Partitioning } from '../ir/definitions.ts'
import { readPartitioning } from './partitioning.ts'

const FILE = 'partitioning/x'
const ROOT = '- {size: fill, fdisk_type: 0x83, filesystem: btrfs, mountpoint: /}\n'

function read(text: string): { result: Partitioning | undefined; said: readonly string[] } {
  const collector = new Collector()
  const result = readPartitioning(FILE, text, NO_DATA, collector)
  const texts = new SourceTexts(new Map([[FILE, text]]))
  return { result, said: collector.list().map(({ at, severity, code, message }) => `${at ? texts.place(at).line : '-'}:${at ? texts.place(at).column : '-'} ${severity} ${code} ${message}`) }
}

const partitions = (...rows: readonly string[]): string => `partitions:\n${rows.map((row) => (row === ROOT ? row : `- {${row}}\n`)).join('')}`

test('a whole file', () => {
  const { result, said } = read(`start_offset: 4096
partition_table_format: dos
partitions:
- description: loader
  filesystem: none
  fdisk_type: 0xA2
  number: 3
  size: 1M
  raw_files:
  - file: /boot/spl.img
    skip_bytes: 16
    count_bytes: 100
  - file: boot/u-boot.img
    offset_sectors: 4
- fdisk_type: none
  size: 8K
- filesystem: vfat
  mountpoint: /boot/
  fdisk_type: 0x0b
  boot: yes
  size: 100m
- filesystem: btrfs
  mountpoint: /
  fdisk_type: 0x83
  size: fill
raw_files:
- file: boot/env.img
  offset_bytes: 512
`)
  expect(said).toEqual([])
  expect(result).toMatchObject({
    path: FILE, startOffset: 4096, table: 'mbr', rawFiles: [{ file: 'boot/env.img', offset: 512 }],
    partitions: [
      { number: 3, size: 1024 ** 2, type: 0xa2, filesystem: 'none', boot: false, description: 'loader', rawFiles: [{ file: 'boot/spl.img', skip: 16, count: 100 }, { file: 'boot/u-boot.img', offset: 2048 }] },
      { size: 8192, filesystem: 'none', boot: false, rawFiles: [] },
      { number: 1, size: 100 * 1024 ** 2, type: 11, filesystem: 'vfat', mountpoint: '/boot', boot: true },
      { number: 2, size: 'fill', type: 0x83, filesystem: 'btrfs', mountpoint: '/' },
    ],
  })
  expect(result?.partitions[1]).not.toHaveProperty('number')
  expect(result?.partitions[1]).not.toHaveProperty('type')
  expect(result?.partitions[0]?.rawFiles[0]).not.toHaveProperty('offset')
})

test('without a word it is gpt from sector 2048 on', () => {
  expect(read(partitions(ROOT)).result).toMatchObject({ startOffset: 2048, table: 'gpt', rawFiles: [], partitions: [{ number: 1 }] })
})

describe('sizes', () => {
  test.each([
    ['4096', 4096], ['8K', 8192], ['1M', 2 ** 20], ['2g', 2 ** 31], ['1T', 2 ** 40], ['"512K"', 2 ** 19], ['0x2000', 8192], ['fill', 'fill'],
    // no multiple of 4096: the whole sectors, and 8 more
    ['512', 512 + 4096], ['1K', 1024 + 4096], ['1000', 512 + 4096], ['4097', 4096 + 4096], ['8191', 7680 + 4096],
  ])('%s is %s', (size, bytes) => {
    expect(read(partitions(ROOT, `size: ${size}, fdisk_type: 0x83`)).result?.partitions[1]?.size).toBe(bytes)
  })
  test.each(['0', '-1', '1.5G', '10X', '10 M', 'G', 'Fill', '""', '9999999T', '1e400'])('%s is none', (size) => {
    expect(read(partitions(ROOT, `size: ${size}, fdisk_type: 0x83`))).toMatchObject({ result: undefined, said: [expect.stringContaining('partitions[1].size')] })
  })
})

describe('types', () => {
  test.each([['0x83', 0x83], ['0x0B', 11], ['"0xa2"', 0xa2], ['0x1', 1], ['0xff', 255]])('%s', (type, byte) => {
    expect(read(partitions(ROOT, `size: 1M, fdisk_type: ${type}`))).toMatchObject({ said: [], result: { partitions: [{}, { type: byte }] } })
  })
  test.each(['0', '0x100', '-1', 'linux', '"83"', '"0x183"', '1.5'])('%s is none', (type) => {
    expect(read(partitions(ROOT, `size: 1M, fdisk_type: ${type}`))).toMatchObject({ result: undefined, said: [expect.stringContaining('fdisk_type')] })
  })
  test('a decimal number is what it says, with a warning', () => {
    expect(read(partitions(ROOT, 'size: 1M, fdisk_type: 83'))).toMatchObject({
      result: { partitions: [{}, { type: 83 }] }, said: ['3:26 warning reader/partition-type-decimal type 83 is a decimal number and means 0x53'],
    })
  })
  test('a gap has nothing but room, and says what it drops', () => {
    expect(read(partitions(ROOT, 'size: 1M, fdisk_type: none, number: 2, filesystem: ext4, mountpoint: /x, boot: true, description: spare, raw_files: [{file: u-boot}]'))).toMatchObject({
      result: { partitions: [{ number: 1 }, { filesystem: 'none', boot: false, description: 'spare', rawFiles: [{ file: 'u-boot' }] }] },
      said: ['number', 'filesystem', 'mountpoint', 'boot'].map((field) => expect.stringContaining(`warning reader/partition-gap "${field}" of a gap is dropped`) as string),
    })
    expect(read(partitions(ROOT, 'size: 1M, fdisk_type: none, filesystem: none, boot: no')).said).toEqual([])
  })
})

describe('numbers', () => {
  const row = (number?: number): string => `size: 1M, fdisk_type: 0x83${number === undefined ? '' : `, number: ${number}`}`
  const numbers = (...rows: readonly string[]): readonly (number | undefined)[] | undefined => read(partitions(...rows)).result?.partitions.map(({ number }) => number)
  test('those without get the lowest that no other has, before or behind', () => {
    expect(numbers(ROOT, row(1), row(), row(3), 'size: 1M, fdisk_type: none', row())).toEqual([2, 1, 4, 3, undefined, 5])
  })
  test('two of one number', () => {
    expect(read(partitions(ROOT, row(3), row(3)))).toMatchObject({ result: undefined, said: [expect.stringContaining('4:3 error reader/partition-clash two partitions have the number 3')] })
  })
  test.each([['mbr', 4], ['gpt', 128]])('%s has %i', (table, most) => {
    const text = (number: number): string => `partition_table_format: ${table}\n${partitions(ROOT, row(number))}`
    expect(read(text(most)).said).toEqual([])
    expect(read(text(most + 1)).said).toEqual([expect.stringContaining(`expected at most ${most}`)])
    expect(read(text(0)).said).toEqual([expect.stringContaining('expected a number from 1 on')])
    expect(read(`partition_table_format: ${table}\n${partitions(ROOT, ...Array<string>(most - 1).fill(row()))}`).said).toEqual([])
    expect(read(`partition_table_format: ${table}\n${partitions(ROOT, ...Array<string>(most).fill(row()))}`).said).toEqual([expect.stringContaining('error reader/partition-count')])
  })
})

describe('mount points', () => {
  test('there is a root', () => {
    expect(read('partitions:\n- {size: 1M, fdisk_type: 0x83}\n')).toMatchObject({ result: undefined, said: [expect.stringContaining('2:1 error reader/partition-root')] })
    expect(read('partitions: []\n').said).toEqual([expect.stringContaining('error reader/partition-root')])
  })
  test.each(['/', '/home', '/home/'])('%s is there once', (place) => {
    const row = `size: 1M, fdisk_type: 0x83, filesystem: ext4, mountpoint: ${place}`
    const plain = place.replace(/(.)\/$/, '$1')
    expect(read(partitions(ROOT, row, row)).said).toContainEqual(expect.stringContaining(`two partitions have the mount point ${plain}`))
  })
  test.each(['home', '/../x', '"/a b"', '""'])('%s is none', (place) => {
    expect(read(partitions(ROOT, `size: 1M, fdisk_type: 0x83, filesystem: ext4, mountpoint: ${place}`)).said).toContainEqual(expect.stringContaining('mountpoint'))
  })
  test('what is mounted is formatted, but the root always is', () => {
    expect(read(partitions(ROOT, 'size: 1M, fdisk_type: 0x83, mountpoint: /home')).said).toEqual([expect.stringContaining('3:44 error reader/partition-unformatted the partition of /home has no file system')])
    expect(read(partitions('size: 1M, fdisk_type: 0x83, mountpoint: /')).said).toEqual([])
  })
})

describe('raw files', () => {
  const raw = (fields: string): ReturnType<typeof read> => read(`${partitions(ROOT)}raw_files:\n- {${fields}}\n`)
  test('a place in bytes or in sectors, not in both', () => {
    expect(raw('file: a, offset_bytes: 3').result?.rawFiles).toMatchObject([{ offset: 3 }])
    expect(raw('file: a, offset_sectors: 0').result?.rawFiles).toMatchObject([{ offset: 0 }])
    expect(raw('file: a, offset_bytes: 0, offset_sectors: 0')).toMatchObject({ result: undefined, said: [expect.stringContaining('error reader/two-offsets')] })
  })
  test.each(['file: ../a', 'file: /', 'file: a, offset_bytes: -1', 'file: a, count_bytes: 0', 'file: a, skip_bytes: 1.5', 'offset_bytes: 1', 'file: [a]'])('%s is refused', (fields) => {
    expect(raw(fields)).toMatchObject({ result: undefined, said: [expect.stringContaining('error')] })
  })
})

test.each([
  ['', 'the file is empty'], ['text\n', 'text'], ['- a\n', 'a list'], ['a: [\n', 'yaml/syntax'], ['start_offset: 1\n', 'partitions'], ['partitions: {}\n', 'a list'], [`partition_table_format: apm\n${partitions(ROOT)}`, 'gpt, mbr or dos'],
  [`start_offset: 33\n${partitions(ROOT)}`, 'a sector from 34 on'], [`start_offset: 0\npartition_table_format: mbr\n${partitions(ROOT)}`, 'a sector from 1 on'],
  [partitions(ROOT, 'size: 1M'), 'fdisk_type'], [partitions(ROOT, 'fdisk_type: 0x83'), 'size'], [partitions(ROOT, 'size: 1M, fdisk_type: 0x83, boot: maybe'), 'boot'],
  [partitions(ROOT, 'size: 1M, fdisk_type: 0x83, filesystem: "ext4 -F"'), 'the name of a file system'],
])('%j is refused with a word on %s', (text, word) => {
  const { result, said } = read(text)
  expect(result).toBeUndefined()
  expect(said).toContainEqual(expect.stringMatching(new RegExp(`error .*${word}|error ${word}`)))
})

test('an unknown field is warned of', () => {
  expect(read(partitions(ROOT, 'size: 1M, fdisk_type: 0x83, filesytem: ext4'))).toMatchObject({
    result: {}, said: [expect.stringContaining('warning reader/unknown-field field "filesytem" of partitions[1] is unknown and dropped; did you mean "filesystem"?')],
  })
})
