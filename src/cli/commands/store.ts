/** `morph2bst store stat`, `verify` and `gc`: what the store holds, whether it is whole, and making it smaller. */
import { storeFactsJson, storeFactsText } from '../../report/build/store-facts.ts'
import { EXIT } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { withStore } from '../open-project.ts'
import type { GC_FLAGS, STORE_FLAGS, ValuesOf } from '../options.ts'
import { parseSize } from '../size.ts'
import { tellFailure, tellRefusal } from '../terminal.ts'
import type { StoreFacts, Workshop, Workshops } from '../workshop.ts'
import type { Result } from '../../builder/failure.ts'

type Values = ValuesOf<typeof STORE_FLAGS>

/** Runs `store stat`. */
export function statCommand(values: Values, io: Io, workshops: Workshops): Promise<number> {
  return tellFacts('stat', values, io, workshops, (workshop) => workshop.stat())
}

/** Runs `store verify`; ends with 1 if something was damaged. */
export function verifyCommand(values: Values, io: Io, workshops: Workshops): Promise<number> {
  return tellFacts('verify', values, io, workshops, (workshop) => workshop.verify())
}

/** Runs `store gc`. */
export async function gcCommand(values: ValuesOf<typeof GC_FLAGS>, io: Io, workshops: Workshops): Promise<number> {
  const keep = values.keep === undefined ? undefined : parseSize(values.keep)
  const mistake = values.keep !== undefined && keep === undefined ? `--keep ${values.keep}: expected a size such as 500M or 20G`
    : (values.keep === undefined) === !values.unused ? 'gc needs --keep SIZE or --unused' : undefined
  if (mistake !== undefined) {
    tellRefusal({ message: mistake }, io)
    return EXIT.usage
  }
  return tellFacts('gc', values, io, workshops, (workshop) => workshop.collect(keep))
}

function tellFacts(command: string, values: Values, io: Io, workshops: Workshops, work: (workshop: Workshop) => Promise<Result<StoreFacts>>): Promise<number> {
  return withStore(values.store, io, workshops, async (workshop) => {
    const facts = await work(workshop)
    if (!facts.ok) {
      tellFailure(facts.failure, io)
      return EXIT.input
    }
    io.stdout(values.json ? storeFactsJson(command, workshop.folder, facts.value) : storeFactsText(workshop.folder, facts.value))
    return (facts.value.damaged ?? 0) > 0 ? EXIT.input : EXIT.done
  })
}
