/** What a run touches of the world around it, apart from files: passed in, so that tests can listen. */
export interface Io {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Folder that relative paths count from. */
  readonly cwd: string
  /** Whether stderr, where diagnostics go, shows colours. */
  readonly colour: boolean
  /** Width of the terminal, for help. */
  readonly columns: number
}
