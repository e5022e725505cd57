/** A tree of text files as a value: what readers take and emitters give. Knows nothing of the disk. */

/**
 * Path → text. Paths are relative, with `/` between components and no `.` or `..`; text has LF line ends.
 */
export type FileTree = ReadonlyMap<string, string>
