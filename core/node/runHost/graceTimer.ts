/** Tells when nobody has been there for a while: after the last one has left, or when nobody ever came. */
export class GraceTimer {
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    private readonly graceMs: number,
    private readonly onLeft: () => void,
  ) {
    this.left();
  }

  came(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** The last one has left. */
  left(): void {
    if (this.isOver) return;
    this.came();
    this.timer = setTimeout(this.onLeft, this.graceMs);
  }

  close(): void {
    this.isOver = true;
    this.came();
  }
}
