import type { Io, Screen } from './io.ts'
import { LiveScreen } from './live-screen.ts'

/** A terminal that knows the four things we ask of it: text, line feeds, moving up, erasing to the end. */
class Terminal {
  columns = 20
  private lines: string[] = ['']
  private row = 0

  write(text: string): void {
    for (const [piece] of text.matchAll(/\u001b\[(\d*)([AJ])|\r|\n|[^\r\n\u001b]+/g)) {
      if (piece === '\n') this.row++
      else if (piece.endsWith('A')) this.row = Math.max(0, this.row - Number(/\d+/.exec(piece)?.[0] ?? 1))
      else if (piece.endsWith('J')) this.lines.splice(this.row)
      else if (piece !== '\r') this.lines[this.row] = (this.lines[this.row] ?? '') + piece
    }
  }

  text(): string {
    return this.lines.map((line) => `${line}\n`).join('')
  }
}

function sized(terminal: Terminal): Screen {
  return { columns: () => terminal.columns, rows: () => 10 }
}

function open(terminal: Terminal, lines: () => readonly string[], screen: Screen | undefined): LiveScreen {
  const io: Io = {
    stdout: () => undefined, stderr: (text) => terminal.write(text), cwd: '/', colour: false, stdoutColour: false, columns: 80, screen,
    environment: {}, now: () => 0, stopSignal: () => new AbortController().signal,
  }
  return new LiveScreen(io, lines)
}

test('messages scroll above the live lines, and nothing stays behind', () => {
  const terminal = new Terminal()
  let lines = ['== 1 ==', 'job']
  const screen = open(terminal, () => lines, sized(terminal))
  screen.write('one\n')
  expect(terminal.text()).toBe('one\n== 1 ==\njob\n')
  lines = ['== 2 ==']
  screen.write('two\n')
  expect(terminal.text()).toBe('one\ntwo\n== 2 ==\n')
  screen.write('')
  expect(terminal.text()).toBe('one\ntwo\n== 2 ==\n')
  screen.close()
  screen.write('three\n')
  expect(terminal.text()).toBe('one\ntwo\nthree\n')
})

test('a terminal made narrower has broken the lines; all of them go', () => {
  let written = ''
  const terminal = new Terminal()
  const screen = open(terminal, () => ['\u001b[33m123456789012345678\u001b[39m', 'x'], sized(terminal))
  screen.write('')
  terminal.columns = 8
  terminal.write = (text) => { written += text }
  screen.close()
  expect(written).toBe('\r\u001b[4A\u001b[J')
})

test('without a terminal there is only text', () => {
  const terminal = new Terminal()
  const screen = open(terminal, () => ['never'], undefined)
  screen.write('one\n')
  screen.write('')
  screen.close()
  expect(terminal.text()).toBe('one\n')
})
