/** What happens in commands that are no sessions (checkout), line by line on stderr. */
import type { Listener } from '../builder/events.ts'
import { renderEvent } from '../report/build/render-event.ts'
import type { Io } from './io.ts'
import { colourOf, type ProjectValues } from './open-project.ts'

/** A listener that writes lines. */
export function plainListener(io: Io, values: ProjectValues): Listener {
  const options = { colour: colourOf(values, io.colour), errorLines: 20 }
  return (event) => io.stderr(renderEvent(event, options))
}
