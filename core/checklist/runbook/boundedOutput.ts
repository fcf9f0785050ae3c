/** Characters that are kept from the beginning of an output, and as many from its end. */
const MOST_KEPT = 512 * 1024;

/** An output of which the beginning and the end are kept, however long it is. */
export class BoundedOutput {
  private head = '';
  private tail = '';
  private leftOut = 0;

  constructor(private readonly mostKept = MOST_KEPT) {}

  add(text: string): void {
    const toHead = text.slice(0, this.mostKept - this.head.length);
    this.head += toHead;
    this.tail += text.slice(toHead.length);
    // Not with each piece: cutting a long text costs as much as copying it.
    if (this.tail.length > 2 * this.mostKept) this.cutTail();
  }

  /** Says in its middle how much is missing there. */
  text(): string {
    this.cutTail();
    if (this.leftOut === 0) return this.head + this.tail;
    return `${this.head}\n… ${this.leftOut} characters were left out here …\n${this.tail}`;
  }

  private cutTail(): void {
    const excess = this.tail.length - this.mostKept;
    if (excess <= 0) return;
    this.leftOut += excess;
    this.tail = this.tail.slice(excess);
  }
}
