import { ConsoleWatch } from './console-watch.ts'
import { ShownConsole } from './shown-console.ts'

const watch = (expect: readonly string[] = [], failOn: readonly string[] = []): ConsoleWatch => new ConsoleWatch({ expect, failOn })
const bytes = (text: string): Buffer => Buffer.from(text)

describe('a console', () => {
  test('is read as a person reads it: colours are between no letters', () => {
    expect(watch(['Reached target Multi-User System']).take(bytes('Reached target \u001b[0;1;39mMulti-User System\u001b[0m.\r\n'))).toEqual({ what: 'expected' })
  })

  test('comes in pieces, even of a character', () => {
    const one = watch(['grüße'])
    const [whole, at] = [bytes('viele grüße\n'), bytes('viele gr').length + 1]
    expect(one.take(whole.subarray(0, at))).toBeUndefined()
    expect(one.take(whole.subarray(at))).toEqual({ what: 'expected' })
  })

  test('text over two lines is no text', () => {
    const one = watch(['ab'])
    expect(one.take(bytes('a\nb\n'))).toBeUndefined()
    expect(one.missing()).toEqual(['ab'])
  })

  test('what came first decides; in one line, what must not be said', () => {
    expect(watch(['good'], ['bad']).take(bytes('good\nbad\n'))).toEqual({ what: 'expected' })
    expect(watch(['good'], ['bad']).take(bytes('bad\ngood\n'))).toEqual({ what: 'fail-text', text: 'bad' })
    expect(watch(['good'], ['bad']).take(bytes('good bad\n'))).toEqual({ what: 'fail-text', text: 'bad' })
    expect(watch(['panic']).take(bytes('Kernel panic - not syncing: x\n'))).toEqual({ what: 'expected' })
  })

  test('a line without end does not grow without end', () => {
    const one = watch(['needle'])
    for (let count = 0; count < 100; count++) one.take(bytes('x'.repeat(1000)))
    expect(one.take(bytes('needle'))).toEqual({ what: 'expected' })
    expect(one.lastLine().length).toBeLessThan(20_000)
  })

  test('a verdict stands at the beginning of a line, as a word', () => {
    const one = watch()
    one.take(bytes('PASS a\r\n\u001b[31mFAIL\u001b[0m b\nPASSED c\n FAIL d\nokay\nok\nnot ok\n[1.0] FAIL\n'))
    expect(one.verdicts()).toEqual([{ good: true, line: 'PASS a' }, { good: false, line: 'FAIL b' }, { good: true, line: 'ok' }, { good: false, line: 'not ok' }])
  })
})

describe('what is shown', () => {
  const shown = (...pieces: readonly string[]): string => {
    const one = new ShownConsole()
    return pieces.map((piece) => one.take(bytes(piece))).join('') + one.close()
  }

  test('steers no terminal', () => {
    expect(shown('\u001b[2J\u001b]0;title\u0007a\tb\rc\r\n')).toBe('\\u001b[2J\\u001b]0;title\\u0007a\tb\\rc\n')
  })

  test('has the line feeds of a file, also where they come in two pieces', () => {
    expect(shown('a\r', '\nb\r\r\nc')).toBe('a\nb\nc\n')
  })

  test('ends where a new line can begin, and only then adds one', () => {
    expect([shown('a'), shown('a\n'), shown('')]).toEqual(['a\n', 'a\n', ''])
  })
})
