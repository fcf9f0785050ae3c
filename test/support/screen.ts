import type { Output } from '../../cli/output.ts';

/** A terminal as far as the command line uses one: lines that wrap, the cursor moved up, the rest of the screen erased. */
export class Screen implements Output {
  readonly isTerminal: boolean;
  readonly messages: string[] = [];
  readonly hasColours: boolean;
  private lines = [''];

  constructor(
    public columns = 80,
    public rows = 24,
    { isTerminal = true, hasColours = false } = {},
  ) {
    this.isTerminal = isTerminal;
    this.hasColours = hasColours;
  }

  out = (line: string): void => this.raw(`${line}\n`);
  err = (line: string): void => void this.messages.push(line);
  raw = (text: string): void => {
    for (const part of text.split(/(\u001b\[\d*[A-Z]|\n)/)) {
      const up = part.endsWith('A') && part.startsWith('\u001b') ? Number(part.slice(2, -1)) : 0;
      if (up > 0) this.lines = [...this.lines.slice(0, Math.max(0, this.lines.length - 1 - up)), ''];
      else if (part === '\n') this.lines.push('');
      else if (!part.startsWith('\u001b')) this.write(part);
    }
  };

  /** What a person sees, without the cursor's empty line at the end. */
  get text(): string[] {
    return this.lines.at(-1) === '' ? this.lines.slice(0, -1) : this.lines;
  }

  /** The window is made wider or narrower: lines that do not fit are wrapped. */
  resize(columns: number): void {
    const whole = this.lines;
    this.columns = columns;
    this.lines = [];
    for (const line of whole) {
      this.lines.push('');
      this.write(line);
    }
  }

  private write(text: string): void {
    const line = (this.lines.pop() ?? '') + text;
    for (let at = 0; at === 0 || at < line.length; at += this.columns)
      this.lines.push(line.slice(at, at + this.columns));
  }
}
