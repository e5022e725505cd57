/** A map that forgets what was used longest ago. */

export class Recent<K, V> {
  private readonly entries = new Map<K, V>()

  /** Keeps at most `most`. */
  constructor(private readonly most: number) {}

  get(key: K): V | undefined {
    const value = this.entries.get(key)
    if (value !== undefined) this.set(key, value)
    return value
  }

  set(key: K, value: V): void {
    this.entries.delete(key)
    this.entries.set(key, value)
    if (this.entries.size <= this.most) return
    const [oldest] = this.entries.keys()
    if (oldest !== undefined) this.entries.delete(oldest)
  }
}
