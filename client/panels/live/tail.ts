/** The latest of many things. */
export class Tail<T> {
  private kept: T[] = [];
  /** How many there have been, those that are not kept any more too. */
  ever = 0;

  constructor(private readonly most: number) {}

  push(...added: readonly T[]): void {
    this.kept = [...this.kept, ...added].slice(-this.most);
    this.ever += added.length;
  }

  get all(): readonly T[] {
    return this.kept;
  }

  /** Those that came after so many, as far as they are kept. */
  since(count: number): T[] {
    const wanted = Math.min(this.ever - count, this.kept.length);
    return wanted > 0 ? this.kept.slice(-wanted) : [];
  }
}
