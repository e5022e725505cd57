/** Light and dark: as the system has it, until a person chooses. */
import { byId } from './dom.ts'
import { recall, remember } from './memory.ts'

const KEY = 'theme'
type Theme = 'light' | 'dark'

/** Sets the switch up and takes up what was chosen before. */
export function setUpTheme(): void {
  const button = byId('theme')
  const root = document.documentElement
  const system = matchMedia('(prefers-color-scheme: dark)')
  const shown = (): Theme => root.dataset['theme'] === 'dark' || root.dataset['theme'] === 'light' ? root.dataset['theme'] : system.matches ? 'dark' : 'light'
  const tell = (): void => {
    button.textContent = shown() === 'dark' ? '☾' : '☀'
    button.title = `${shown() === 'dark' ? 'Dark' : 'Light'} (t)`
  }
  const before = recall(KEY)
  if (before === 'light' || before === 'dark') root.dataset['theme'] = before
  system.addEventListener('change', tell)
  button.addEventListener('click', () => {
    const next = shown() === 'dark' ? 'light' : 'dark'
    root.dataset['theme'] = next
    remember(KEY, next)
    tell()
  })
  tell()
}
