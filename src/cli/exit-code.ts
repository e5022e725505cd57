/** The five ways in which a run ends. */
export const EXIT = {
  done: 0,
  /** The input has errors (or warnings under `--strict`), `--check` found a difference, or the disk refused. */
  input: 1,
  usage: 2,
  buildFailed: 3,
  /** We are wrong. */
  bug: 70,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
