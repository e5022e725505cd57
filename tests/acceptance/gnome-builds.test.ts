/**
 * What becomes of fixtures/gnome builds: all its systems, by our builder and by real BuildStream, to the same trees, with
 * the same elements built and the same warnings. Sources and base are those of fixtures/gnome-world.
 */
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertedProject } from '../support/bst.ts'
import { findBusybox } from '../support/build-case.ts'
import { ourBuilder, realBuilder, type Builder, type Ended } from '../support/builders.ts'
import { gnomeWorld, makeSysroot, type GnomeWorld } from '../support/gnome-world.ts'
import { findBst, needing, versionOfGit } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'
import { expectSameTree, readTree, type Tree } from '../support/tree.ts'
