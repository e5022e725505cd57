/** What is said while the configuration extensions of deployments are converted. */
import { entry } from './entry.ts'

const readBy = (variables: readonly string[]): string => (variables.length ? `; it would have read ${variables.map((variable) => JSON.stringify(variable)).join(', ')}` : '')

const LEFT = 'The deployment is converted without what the extension would have done.'
const OUT = 'The deployment is not converted; everything else is.'

export const deployCodes = {
  'deploy/unknown-extension': entry<{ extension: string; deployment: string; variables: readonly string[] }>({
    severity: 'warning',
    message: ({ extension, deployment, variables }) => `nothing is known of the extension "${extension}", so "${deployment}" is configured without it${readBy(variables)}`,
    hint: ({ extension }) => `read extensions/${extension}.configure, and add what it does to the commands of the element`,
    page: `A system lists the extensions that configure it when it is deployed. Those of Baserock's own definitions are known (docs/mapping.md); another one is a
program of these definitions, which only its author knows. Variables whose names begin with that of the extension are quoted.`,
  }),
  'deploy/extension-by-hand': entry<{ extension: string; deployment: string; effect: string; variables: readonly string[] }>({
    severity: 'warning',
    message: ({ extension, deployment, effect, variables }) => `"${deployment}" is configured without "${extension}", which ${effect}${readBy(variables)}`,
    hint: () => 'add it to the commands of the element, if it is still wanted',
    page: `Some extensions configured Baserock's own servers, ran programs on the deploying machine, or wrote files of which no copy is part of the definitions.
What they did is said in a few words, and the variables that they would have read are quoted. ${LEFT}`,
  }),
  'deploy/variable-value': entry<{ extension: string; name: string; value: string; wanted: string }>({
    severity: 'warning',
    message: ({ extension, name, value, wanted }) => `${name} is ${JSON.stringify(value)}, which ${extension} refused; it wants ${wanted}`,
    page: `The extension ended with an error for such a value, so the deployment never worked. Booleans of YAML (\`yes\`, \`no\`, \`true\`, \`false\`) reached
extensions as \`True\` and \`False\`; the quoted words \`"true"\` and \`"false"\` are not the same. ${OUT}`,
  }),
  'deploy/variable-missing': entry<{ extension: string; deployment: string; name: string }>({
    severity: 'warning',
    message: ({ extension, deployment, name }) => `"${extension}" did not work without ${name}, and "${deployment}" does not set it`,
    hint: ({ name }) => `set ${name}, or take the extension out of the system`,
    page: `The extension ended with an error where the variable was not set, so the deployment never worked as it is written. ${LEFT}`,
  }),
  'deploy/missing-file': entry<{ extension: string; name: string; path: string; kind: 'file' | 'folder'; fault: string | undefined }>({
    severity: 'error',
    message: ({ extension, name, path, kind, fault }) => fault === undefined ? `${name} names the ${kind} "${path}" for ${extension}, and there is none` : `"${path}", which ${name} names for ${extension}, cannot be read: ${fault}`,
    hint: () => 'paths count from the root of the definitions, and do not lead out of them',
    page: `A variable names a file or folder of the definitions that is not there. Keys and the like were often kept out of the repository: put them
where the variable says, and convert again. ${OUT}`,
  }),
  'deploy/install-clash': entry<{ path: string; manifest: string; why: string }>({
    severity: 'error',
    message: ({ path, manifest, why }) => `"${path}" cannot be installed: ${why} by ${manifest}`,
    hint: () => 'make the lines the same, or put "overwrite " before the mode of the second',
    page: `Two manifests of one deployment install the same path and differ. Without \`overwrite\` the extension failed at the second. The line is left out, the
rest of the manifest is installed.`,
  }),
  'deploy/template-error': entry<{ template: string; line: number | undefined; fault: string }>({
    severity: 'error',
    message: ({ template, line, fault }) => `the template ${template}${line === undefined ? '' : `, line ${line},`} cannot be rendered: ${fault}`,
    hint: () => 'render it by hand and take "template " from the line of the manifest',
    page: `Templates are in the language of Jinja2, and are rendered when the definitions are converted, with the variables of the deployment. Most of what Jinja2
documents for templates works; the filters \`map\`, \`xmlattr\`, \`tojson\` and \`format\`, slices, and methods of Python's strings other than
the usual ones do not. ${OUT}`,
  }),
  'deploy/template-variable': entry<{ template: string; names: readonly string[]; deployment: string }>({
    severity: 'warning',
    message: ({ template, names, deployment }) => `the template ${template} uses ${names.join(', ')}, which "${deployment}" does not set: nothing stands there`,
    hint: () => 'set the variables in the cluster, if they are wanted',
    page: `Templates saw the whole environment of the program that deployed, so that a variable of the user's shell could fill a place in them. A
conversion gives the same result everywhere, so only the variables of the deployment count. As in Jinja2, what is not set is empty.`,
  }),
  'deploy/link-text': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `the target of the link "${path}" begins or ends with a blank, or has a line feed in it`,
    page: 'Such a target cannot be written into the table of files that the element installs. The link is not installed; make it a plain one.',
  }),
} as const
