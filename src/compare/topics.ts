/** Which topic a changed key belongs to. A table in the form of questions; knows no values. */
import type { ChangeTopic } from '../ir/difference.ts'
import { DEPENDENCY_KEYS } from './dependency-members.ts'

/** What stands in a file. */
export type FileRole = 'system' | 'image' | 'element' | 'image-include' | 'include' | 'project' | 'data'

const SPLITTING = new Set(['include', 'exclude', 'include-orphans'])
const INTEGRATION = new Set(['integrate', 'pass-integration'])

/** The topic of a key in a file. An empty key is about comments and layout. */
export function topicOf(role: FileRole, path: readonly string[]): ChangeTopic {
  const [top, ...rest] = path
  if (top === undefined || top === 'description') return 'remarks'
  switch (role) {
    case 'data': return 'files'
    case 'image-include': return 'image'
    case 'project': return projectTopic(top, rest)
    default: return elementTopic(role, path)
  }
}

function projectTopic(top: string, rest: readonly string[]): ChangeTopic {
  if (top === 'aliases' || top === 'mirrors' || top === 'sources') return 'source'
  if (top === 'split-rules') return 'splitting'
  return top === 'elements' ? elementTopic('element', rest.slice(1)) : 'settings'
}

function elementTopic(role: FileRole, [top = '', second = '', third = '']: readonly string[]): ChangeTopic {
  const settings = role === 'image' ? 'image' : 'settings'
  if (DEPENDENCY_KEYS.has(top)) return role === 'system' ? 'system' : 'dependencies'
  switch (top) {
    case 'sources': return second === 'ref' ? 'ref' : 'source'
    case 'kind':
    case '(@)': return role === 'image' ? 'image' : 'commands'
    case 'public': return second !== 'bst' ? settings : third === 'integration-commands' ? 'integration' : third === 'split-rules' || third === 'overlap-whitelist' ? 'splitting' : settings
    case 'config': {
      if (SPLITTING.has(second)) return 'splitting'
      if (INTEGRATION.has(second)) return 'integration'
      if (second === 'layout') return 'dependencies'
      return role !== 'image' && (second === 'commands' || second.endsWith('-commands')) ? 'commands' : settings
    }
    default: return settings
  }
}
