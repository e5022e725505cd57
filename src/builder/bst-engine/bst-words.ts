/** What we are asked for → the words that ask BuildStream 2 for it (BF §11.1). Pure; runs nothing. */

/** A build to be done by `bst`. */
export interface BstBuild {
  readonly targets: readonly string[]
  /** Options of the project. */
  readonly options: readonly (readonly [string, string])[]
  readonly builders?: number
  readonly fetchers?: number
  readonly maxJobs?: number
  readonly errorLines?: number
  readonly onError?: 'continue' | 'quit' | 'terminate'
  readonly retryFailed?: boolean
  readonly colour: boolean
}

/** `bst build`, without the program's name. */
export function buildWords(build: BstBuild): readonly string[] {
  const { builders, fetchers, maxJobs, errorLines, onError } = build
  const settings: readonly (readonly [string, string | number | undefined])[] = [
    ['--builders', builders], ['--fetchers', fetchers], ['--max-jobs', maxJobs], ['--error-lines', errorLines], ['--on-error', onError],
  ]
  return [
    '--no-interactive', build.colour ? '--colors' : '--no-colors', ...optionWords(build.options),
    ...settings.flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)])),
    'build', ...build.retryFailed ? ['--retry-failed'] : [], ...build.targets,
  ]
}

/** `bst source fetch`, for elements and all that they need. */
export function fetchWords(targets: readonly string[], options: BstBuild['options']): readonly string[] {
  return ['--no-interactive', '--no-colors', ...optionWords(options), 'source', 'fetch', '--deps', 'all', ...targets]
}

/** `bst artifact checkout`: an element with what it needs at run time, as it was built. */
export function checkoutWords(element: string, directory: string, options: BstBuild['options']): readonly string[] {
  // Without integration: what its commands leave behind is the same only if they give the same twice.
  return ['--no-interactive', '--no-colors', ...optionWords(options), 'artifact', 'checkout', '--deps', 'run', '--no-integrate', '--directory', directory, element]
}

function optionWords(options: BstBuild['options']): readonly string[] {
  return options.flatMap(([name, value]) => ['-o', name, value])
}
