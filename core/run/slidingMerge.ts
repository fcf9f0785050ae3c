/**
 * A queue that always knows all its entries merged into one, at the cost of about three merges for each entry that
 * comes and goes. `merge` must be associative and leave its arguments alone.
 */
export class SlidingMerge<T> {
  private readonly merge: (earlier: T, later: T) => T;
  private newest: T[] = [];
  private newestMerged: T | undefined;
  /** Top of the stack: the oldest entry merged with all others on the stack. */
  private readonly oldest: T[] = [];

  constructor(merge: (earlier: T, later: T) => T) {
    this.merge = merge;
  }

  push(entry: T): void {
    this.newest.push(entry);
    this.newestMerged = this.newestMerged === undefined ? entry : this.merge(this.newestMerged, entry);
  }

  dropOldest(): void {
    if (this.oldest.length === 0) {
      for (const entry of this.newest.reverse()) {
        const later = this.oldest.at(-1);
        this.oldest.push(later === undefined ? entry : this.merge(entry, later));
      }
      this.newest = [];
      this.newestMerged = undefined;
    }
    this.oldest.pop();
  }

  merged(): T | undefined {
    const earlier = this.oldest.at(-1);
    if (earlier === undefined || this.newestMerged === undefined) return earlier ?? this.newestMerged;
    return this.merge(earlier, this.newestMerged);
  }
}
