// What the conversion is measured against: js-yaml loads every definitions file of a folder, and nothing else is done.
import { load } from 'js-yaml'
import { readdirSync, readFileSync } from 'node:fs'

const walk = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? walk(`${folder}/${entry.name}`) : entry.name.endsWith('.morph') ? [`${folder}/${entry.name}`] : [])
for (const file of walk(process.argv[2])) load(readFileSync(file, 'utf8'))
