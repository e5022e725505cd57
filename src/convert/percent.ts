/** Text that BuildStream would take for a variable, written so that it comes out as it was (conversion design, §2; BF §3.2). */

/** The variable that stands for a percent sign. BuildStream expands once, so its value is never looked at again. */
export const PERCENT = 'percent'

const REFERENCE = /%(?=\{[a-zA-Z][a-zA-Z0-9_-]*\})/g

/** Whether `text` holds something that BuildStream would expand. */
export function needsPercent(text: string): boolean {
  return text.search(REFERENCE) !== -1
}

/** `%{name}` → `%{percent}{name}`. */
export function escapePercent(text: string): string {
  return text.replace(REFERENCE, `%{${PERCENT}}`)
}
