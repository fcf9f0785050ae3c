interface Block {
  indent: number;
  kind: 'map' | 'sequence';
  /** Whether its last key or dash still waits for a value on the lines below. */
  isOpen: boolean;
  /** Whether any of its entries has its value on its own line. */
  hasValues: boolean;
}

/** The mappings and lists that are open at a line, from the outside in. */
export class BlockStack {
  private readonly blocks: Block[] = [];

  get top(): Block | undefined {
    return this.blocks.at(-1);
  }

  get indent(): number {
    return this.top?.indent ?? -1;
  }

  push(kind: Block['kind'], indent: number): void {
    this.setOpen(false);
    this.blocks.push({ kind, indent, isOpen: false, hasValues: false });
  }

  setOpen(isOpen: boolean): void {
    if (this.top) this.top.isOpen = isOpen;
  }

  /** The indentations of all open mappings or lists, the innermost first; of either kind for a line of text. */
  indentsOf(kind: Block['kind'] | 'text'): number[] {
    return this.blocks.flatMap((block) => (kind === 'text' || block.kind === kind ? [block.indent] : [])).reverse();
  }

  has(indent: number): boolean {
    return this.blocks.some((block) => block.indent === indent);
  }

  hasValuesAt(indent: number): boolean {
    return this.blocks.some((block) => block.indent === indent && block.hasValues);
  }

  shallowerThan(indent: number): number | undefined {
    return this.blocks.findLast((block) => block.indent < indent)?.indent;
  }

  clear(): void {
    this.blocks.length = 0;
  }

  /** Leaves the blocks that a line of this indentation ends; whether there were any. */
  closeDeeperThan(indent: number): boolean {
    const before = this.blocks.length;
    while (this.indent > indent) this.blocks.pop();
    return this.blocks.length < before;
  }

  /** Enters the mapping or list in which a line stands; false where it fits none. */
  enter(kind: Block['kind'], indent: number): boolean {
    const { top } = this;
    if (!top || (top.indent < indent && top.isOpen)) {
      this.push(kind, indent);
      return true;
    }
    if (top.indent !== indent) return false;
    if (top.kind === kind) return true;
    // A list may stand at the indentation of its key.
    if (kind === 'map' && this.blocks.at(-2)?.indent === indent) {
      this.blocks.pop();
      return true;
    }
    if (kind === 'map' || !top.isOpen) return false;
    this.push(kind, indent);
    return true;
  }
}
