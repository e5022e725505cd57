/** The seven ways in which a run ends; `shell` alone ends as the command in it did. */
export const EXIT = {
  done: 0,
  /** The input has errors (or warnings under `--strict`), `--check` or `--exit-code` found a difference, or the disk refused. */
  input: 1,
  usage: 2,
  buildFailed: 3,
  /** A machine did not do what was awaited of it, or says itself that it is not right. */
  machine: 4,
  /** We are wrong. */
  bug: 70,
  /** The person stopped it: 128 and the number of SIGINT, as shells count. */
  stopped: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
