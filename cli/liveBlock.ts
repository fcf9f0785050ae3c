import { shownText } from '../core/text/shownText.ts';
import type { Output } from './output.ts';

/** Lines at the end of a terminal that are drawn again in place. */
export class LiveBlock {
  /** The lines on the screen now, as they were drawn. */
  private drawn: readonly string[] = [];

  constructor(private readonly output: Output) {}

  /** Shows `lines` instead of those before. A line never wraps, and what does not fit on the screen is counted. */
  draw(lines: readonly string[]): void {
    const { columns, rows } = this.output;
    const room = Math.max(1, rows - 2);
    const hidden = lines.length - room;
    const shown = hidden > 0 ? [...lines.slice(0, room), `  … ${hidden} more`] : lines;
    const next = shown.map((line) => shownText(line).slice(0, Math.max(1, columns - 1)));
    // One write: a terminal that shows the erased block for a moment flickers.
    this.output.raw(`${this.erasure()}${next.map((line) => `${line}\n`).join('')}`);
    this.drawn = next;
  }

  clear(): void {
    if (this.drawn.length > 0) this.output.raw(this.erasure());
    this.drawn = [];
  }

  /** Moves up over what is drawn and erases it. A window made narrower since has wrapped the lines. */
  private erasure(): string {
    const { columns } = this.output;
    const height = this.drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    return height === 0 ? '' : `\u001b[${height}A\u001b[0J`;
  }
}
