/** `morph2bst checkout`: an artifact, with what it needs, as a folder or an archive. */
import { resolve } from 'node:path'
import { EXIT } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { plainListener } from '../plain-console.ts'
import { oneElement, readProject, withStore } from '../open-project.ts'
import type { CHECKOUT_FLAGS, ValuesOf } from '../options.ts'
import { tellFailure, tellRefusal } from '../terminal.ts'
import type { CheckoutOrder, Workshops } from '../workshop.ts'

type Values = ValuesOf<typeof CHECKOUT_FLAGS>

/** Runs the command. */
export async function checkoutCommand(given: string, values: Values, io: Io, workshops: Workshops): Promise<number> {
  const mistake = mistakeIn(values)
  if (mistake !== undefined) {
    tellRefusal({ message: mistake }, io)
    return EXIT.usage
  }
  const project = await readProject([given], values, io, workshops)
  if (typeof project === 'number') return project
  const element = oneElement(project, given, io)
  if (typeof element === 'number') return element
  return withStore(values.store, io, workshops, async (workshop) => {
    const signal = io.stopSignal('interrupt')
    const done = await workshop.checkout({
      project, element, deps: values.deps ?? 'run', integrate: values.integrate ?? true, target: targetOf(element, values, io),
      listener: plainListener(io, values), signal,
    })
    if (done.ok) return EXIT.done
    if (signal.aborted) return EXIT.stopped
    tellFailure(done.failure, io)
    return EXIT.input
  })
}

function mistakeIn({ tar, directory, hardlinks, force }: Values): string | undefined {
  if (tar === undefined) return undefined
  if (directory !== undefined) return 'checkout takes --directory or --tar, not both'
  return hardlinks ? '--hardlinks is for folders, not for --tar' : force && tar === '-' ? '--force means nothing to --tar -' : undefined
}

function targetOf(element: string, { tar, directory, hardlinks, force }: Values, { cwd }: Io): CheckoutOrder['target'] {
  if (tar !== undefined) return { tar: tar === '-' ? tar : resolve(cwd, tar) }
  // The name that BuildStream gives it, too (BF §1.3).
  const folder = directory ?? element.replaceAll('/', '-').replace(/\.bst$/, '').replace(/[^A-Za-z0-9._-]/g, '_')
  return { directory: resolve(cwd, folder), hardlinks: hardlinks ?? false, force: force ?? false }
}
