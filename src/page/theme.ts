/** Light and dark: as the system has it, until a person chooses. */
import { byId } from './dom.ts'

const KEY = 'morph2bst-theme'
type Theme = 'light' | 'dark'

/** Sets the switch up and takes up what was chosen before, where the browser lets a page remember. */
export function setUpTheme(): void {
  const button = byId('theme')
  const root = document.documentElement
  const system = matchMedia('(prefers-color-scheme: dark)')
  const shown = (): Theme => root.dataset['theme'] === 'dark' || root.dataset['theme'] === 'light' ? root.dataset['theme'] : system.matches ? 'dark' : 'light'
  const tell = (): void => {
    button.textContent = shown() === 'dark' ? '☾' : '☀'
    button.title = `${shown() === 'dark' ? 'Dark' : 'Light'} (t)`
  }
  const before = recall()
  if (before) root.dataset['theme'] = before
  system.addEventListener('change', tell)
  button.addEventListener('click', () => {
    const next = shown() === 'dark' ? 'light' : 'dark'
    root.dataset['theme'] = next
    remember(next)
    tell()
  })
  tell()
}

// storage throws where a person forbids it
function recall(): Theme | undefined {
  try {
    const theme = localStorage.getItem(KEY)
    return theme === 'light' || theme === 'dark' ? theme : undefined
  } catch {
    return undefined
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // then it holds for this visit
  }
}
