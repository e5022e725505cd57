/** What is said of one deployment, remembering whether anything stands in its way, so that it can be left out. */
import { catalogue, type Code, type ParametersOf } from '../../diagnostics/catalogue.ts'
import type { Collector } from '../../diagnostics/collector.ts'
import type { Related, Span } from '../../diagnostics/diagnostic.ts'

/** Where diagnostics go. */
export type Reporter = Pick<Collector, 'report'>

/**
 * A value that an extension refused, such as a placeholder in a cluster that is a template: the deployment cannot be converted,
 * but nobody has to mend it before all else can be.
 */
const REFUSED_VALUE = 'deploy/variable-value'

/** A collector counts equal errors once, and deployments share variables; so each deployment remembers its own. */
export class Faults implements Reporter {
  private found = false

  constructor(private readonly collector: Reporter) {}

  /** Reports, as a collector does. */
  report<C extends Code>(code: C, parameters: ParametersOf<C>, at?: Span, related?: readonly Related[]): void {
    if (catalogue[code].severity === 'error' || code === REFUSED_VALUE) this.found = true
    this.collector.report(code, parameters, at, related)
  }

  /** Whether anything stands in the way. */
  get any(): boolean {
    return this.found
  }
}
