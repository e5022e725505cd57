/** What a person chose stays from visit to visit, where the browser lets a page remember. */

const PREFIX = 'morph2bst-'

/** What was kept under a name; nothing if nothing was. */
export function recall(name: string): string | undefined {
  // Storage throws where a person forbids it.
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a value under a name; where that is forbidden it holds for this visit. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // see above
  }
}
