/** Tar files of a few entries, also such as no program would make. */

/** Type flag of tar: file, hard link, symbolic link, character device, folder, FIFO; `S` is a sparse file. */
export type TarFlag = '0' | '1' | '2' | '3' | '5' | '6' | 'S'

/** One entry: its name, and what is not as usual. */
export interface TarItem {
  readonly name: string
  readonly flag?: TarFlag
  readonly text?: string
  readonly link?: string
  readonly mode?: number
}

/** The bytes of a tar file. */
export function tarOf(...items: readonly TarItem[]): Buffer {
  return Buffer.concat([...items.flatMap((item) => [headerOf(item), paddedText(item.text ?? '')]), Buffer.alloc(1024)])
}

function headerOf({ name, flag = '0', text = '', link = '', mode = 0o644 }: TarItem): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write(`${mode.toString(8).padStart(7, '0')}\0`, 100)
  header.write('0000000\x000000000\x00', 108)
  header.write(`${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\x00', 136)
  header.write(`        ${flag}`, 148)
  header.write(link, 157)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function paddedText(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
}
