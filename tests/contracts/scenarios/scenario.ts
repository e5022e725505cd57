/** What a sandbox has to do, as a list that every strategy of staging is held against. */
import { manual, type Built, type Files } from '../../support/lab.ts'

/** A tiny project, and what must come of building one element of it. */
export interface Scenario {
  readonly title: string
  readonly files: Files
  readonly target: string
  readonly expects: (built: Built) => void
}

/** Where commands of a scenario write what they have seen. */
export const OUT = '"%{install-root}/out"'

/** Commands of a manual element over the base, and what they have to see. */
export function shows(title: string, look: string, seen: string | RegExp, settings: Readonly<Record<string, unknown>> = {}, files: Files = {}): Scenario {
  return {
    title, target: 'x.bst', files: { 'elements/x.bst': manual([`{ ${look}\n} > ${OUT} 2>&1`], settings), ...files },
    expects: (built) => {
      expectBuilt(built)
      if (typeof seen === 'string') expect(built.text('x.bst', 'out').trimEnd()).toBe(seen)
      else expect(built.text('x.bst', 'out')).toMatch(seen)
    },
  }
}

/** An element that must fail, and how. */
export function fails(title: string, target: string, files: Files, reason: string, message: string | RegExp): Scenario {
  return {
    title, target, files, expects: ({ failureOf, log }) => {
      const failure = failureOf(target)
      expect(failure ?? log(target)).toMatchObject({ reason, message: typeof message === 'string' ? message : expect.stringMatching(message) as string })
    },
  }
}

/** Elements that must be built, and what files of the target must hold. */
export function gives(title: string, target: string, files: Files, texts: Readonly<Record<string, string | RegExp>>): Scenario {
  return {
    title, target, files, expects: (built) => {
      expectBuilt(built)
      const found = Object.fromEntries(Object.keys(texts).map((path) => [path, built.text(target, path).trimEnd()]))
      expect(found).toEqual(Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, typeof text === 'string' ? text : expect.stringMatching(text) as string])))
    },
  }
}

/** Says what went wrong if something did. */
export function expectBuilt({ summary, log }: Built): void {
  if (!summary.ok) throw new Error(summary.failures.map(({ element, failure }) => `${element}: ${failure.message}\n${failure.detail ?? ''}\n${log(element)}`).join('\n'))
}
