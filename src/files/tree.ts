/** Trees of files as values: what readers take and emitters give. Know nothing of the disk. */

/**
 * Path → text. Paths are relative, with `/` between components and no `.` or `..`; text has LF line ends.
 */
export type FileTree = ReadonlyMap<string, string>

/** Path → what is to be written there: text as in a {@link FileTree}, or bytes as they are. */
export type OutputTree = ReadonlyMap<string, string | Uint8Array>
