/** Bytes of a serial console → text that can be shown as it comes: nothing in it steers a terminal. */
import { StringDecoder } from 'node:string_decoder'
import { visibleText } from '../diagnostics/visible-text.ts'

/** Turns one console into text. What begins a line feed (`\r`) waits for it; tabs stay. */
export class ShownConsole {
  private readonly decoder = new StringDecoder('utf8')
  private held = ''
  private atStart = true

  /** The text for these bytes. */
  take(bytes: Buffer): string {
    const text = this.held + this.decoder.write(bytes)
    this.held = /\r*$/.exec(text)?.[0] ?? ''
    return this.show(text.slice(0, text.length - this.held.length))
  }

  /** The text for what is left, so that a new line can begin behind it. */
  close(): string {
    const rest = this.show(this.held.replace(/\r+$/, '') + this.decoder.end())
    this.held = ''
    const end = this.atStart ? '' : '\n'
    this.atStart = true
    return rest + end
  }

  private show(text: string): string {
    if (text === '') return ''
    this.atStart = text.endsWith('\n')
    return text.replace(/\r+\n/g, '\n').split('\n').map((line) => line.split('\t').map(visibleText).join('\t')).join('\n')
  }
}
