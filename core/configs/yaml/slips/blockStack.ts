interface Block {
  indent: number;
  kind: 'map' | 'sequence';
  /** Whether its last key or dash still waits for a value on the lines below. */
  isOpen: boolean;
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
    this.blocks.push({ kind, indent, isOpen: false });
  }

  setOpen(isOpen: boolean): void {
    if (this.top) this.top.isOpen = isOpen;
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
