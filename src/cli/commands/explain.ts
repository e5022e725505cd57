/** `morph2bst explain`: the page of a diagnostic, or all of them. */
import { CODES, isCode, renderPage, renderReference } from '../../diagnostics/render-page.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { nearest } from '../../std/nearest.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import type { EXPLAIN_FLAGS, ValuesOf } from '../options.ts'

/** Runs the command. */
export function explainCommand(code: string | undefined, values: ValuesOf<typeof EXPLAIN_FLAGS>, io: Io): ExitCode {
  if (values.all) {
    io.stdout(renderReference())
    return EXIT.done
  }
  if (code === undefined) {
    io.stderr('morph2bst: explain needs the code of a diagnostic, or --all\n')
    return EXIT.usage
  }
  if (isCode(code)) {
    io.stdout(renderPage(code))
    return EXIT.done
  }
  const meant = nearestCode(code)
  io.stderr(`morph2bst: there is no diagnostic ${visibleText(code)}${meant === undefined ? '' : `; did you mean ${meant}?`}\n`)
  return EXIT.usage
}

/** A code by a slip of the fingers, or by the part behind the slash alone. */
function nearestCode(word: string): string | undefined {
  return CODES.find((code) => code.endsWith(`/${word}`)) ?? nearest(word, CODES)
}
