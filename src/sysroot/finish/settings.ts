/** What scripts of packages would set up and builds need: which sh, fontconfig's choices, programs where they are found. */
import type { TreeEdit } from './tree-edit.ts'

/** Links from /etc/fonts/conf.d that Debian's questions lead to, answered as they are by default. */
const FONT_CHOICES = ['10-hinting-slight.conf', '70-no-bitmaps.conf'] as const

/** Programs that integration commands run by name and Debian keeps beside the library they are for. */
const HIDDEN_PROGRAMS = [
  ['gdk-pixbuf-query-loaders', 'gdk-pixbuf-2.0'], ['gtk-query-immodules-3.0', 'libgtk-3-0'], ['gtk-query-immodules-3.0', 'libgtk-3-0t64'],
  ['gtk-query-immodules-2.0', 'libgtk2.0-0'], ['gio-querymodules', 'glib-2.0'], ['glib-compile-schemas', 'glib-2.0'],
] as const

/** Makes them. */
export function applySettings(tree: TreeEdit): void {
  for (const name of FONT_CHOICES) {
    const file = `/usr/share/fontconfig/conf.avail/${name}`
    if (tree.leads(file)) tree.addLink(`/etc/fonts/conf.d/${name}`, file)
  }
  for (const { name: folder } of tree.list('/usr/lib').filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))) {
    for (const [program, place] of HIDDEN_PROGRAMS) {
      const path = `/usr/lib/${folder}/${place}/${program}`
      if (tree.leads(path)) tree.addLinkTo(`/usr/bin/${program}`, path)
    }
  }
  const certificates = certificatesOf(tree, '/usr/share/ca-certificates')
  if (certificates !== '') tree.add('/etc/ssl/certs/ca-certificates.crt', certificates)
}

/** All certificates as one text, as update-ca-certificates makes it. */
function certificatesOf(tree: TreeEdit, folder: string): string {
  return tree.list(folder).map(({ name }) => {
    const path = `${folder}/${name}`
    return name.endsWith('.crt') ? tree.read(path) ?? '' : certificatesOf(tree, path)
  }).join('')
}
