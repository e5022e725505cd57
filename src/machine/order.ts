/** What a virtual machine is to be, what is awaited of it, and how its run may end: values alone. */

/** Who runs the machine's instructions: QEMU itself, or the processor by way of Linux. */
export type Accelerator = 'tcg' | 'kvm'

/** A machine and what is awaited of it. */
export interface MachineOrder {
  /** The disk, absolute; never written to. */
  readonly image?: string
  /** A kernel to start in place of the disk's boot loader. Paths are absolute. */
  readonly kernel?: { readonly path: string; readonly initrd?: string; readonly append: string }
  readonly memoryMb: number
  readonly accelerator: Accelerator | 'auto'
  readonly timeoutMs: number
  /** Texts that the serial console has to say, each within a line; none: the machine has to power itself off. */
  readonly expect: readonly string[]
  /** Texts that end the run at once, as a failure. */
  readonly failOn: readonly string[]
}

/** A line of the console that says how a check of the machine itself went. */
export interface Verdict {
  readonly good: boolean
  readonly line: string
}

/** Where it runs. */
export interface MachineWorld {
  /** Of the host, for finding programs. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** The device of KVM. */
  readonly kvmDevice: string
  /** Takes what the machine says, word for word. */
  readonly console: (bytes: Buffer) => void
  /** Takes what there is to know beside it, in one sentence. */
  readonly note: (text: string) => void
  /** Takes what the machine says of itself, a line each. */
  readonly verdict: (verdict: Verdict) => void
}

export type MachineEndReason =
  /** All that was expected was said. */
  | 'expected'
  /** It powered itself off, and nothing else was expected. */
  | 'powered-off'
  /** It said one of the texts that must not be said. */
  | 'fail-text'
  | 'panic'
  | 'timed-out'
  /** It powered itself off, or started anew, before it said all that was expected. */
  | 'ended-early'
  /** The firmware found nothing to start. */
  | 'not-bootable'
  /** The image, or the kernel, is not there, is empty, is no such thing. */
  | 'bad-image'
  | 'no-qemu'
  /** QEMU, or KVM, refuses. */
  | 'qemu-failed'
  /** The person stopped it. */
  | 'stopped'

/** How a run ended. */
export interface MachineEnd {
  readonly reason: MachineEndReason
  /** What is, in one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  /** More lines, such as QEMU's words. */
  readonly detail?: string
  /** In the order of the console. */
  readonly verdicts: readonly Verdict[]
}

/** Whether the machine did what was awaited; its verdicts are not looked at. */
export function isGood({ reason }: Pick<MachineEnd, 'reason'>): boolean {
  return reason === 'expected' || reason === 'powered-off'
}

/** An end of a machine that never ran. */
export function unstarted(reason: MachineEndReason, message: string, more: Pick<MachineEnd, 'hint' | 'detail'> = {}): MachineEnd {
  return { reason, message, ...more, verdicts: [] }
}
