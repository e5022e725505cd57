/** Which names of definitions can be used at all; what they become in a project is decided in conversion. */

/** Longest name that leaves room for a suffix in a file name of 255 bytes. */
const LONGEST = 200

/** Whether a name is neither empty, a path, over-long, nor holds control characters, those that change the direction of writing among them. */
export function isUsableName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && Buffer.byteLength(name) <= LONGEST && !/[/\\\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(name)
}
