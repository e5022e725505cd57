/** What is said of one deployment, remembering whether it had errors, so that it can be left out. */
import { catalogue, type Code, type ParametersOf } from '../../diagnostics/catalogue.ts'
import type { Collector } from '../../diagnostics/collector.ts'
import type { Related, Span } from '../../diagnostics/diagnostic.ts'

/** Where diagnostics go. */
export type Reporter = Pick<Collector, 'report'>

/** A collector counts equal errors once, and deployments share variables; so each deployment remembers its own. */
export class Faults implements Reporter {
  private found = false

  constructor(private readonly collector: Reporter) {}

  /** Reports, as a collector does. */
  report<C extends Code>(code: C, parameters: ParametersOf<C>, at?: Span, related?: readonly Related[]): void {
    if (catalogue[code].severity === 'error') this.found = true
    this.collector.report(code, parameters, at, related)
  }

  /** Whether there was an error. */
  get any(): boolean {
    return this.found
  }
}
