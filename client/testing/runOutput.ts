import type { TestItem, TestRun } from 'vscode';

/** Lines that come within this time are written together: a tool may say thousands of them a second. */
const PAUSE_MS = 100;
/** Of a tool that never ends a line. */
const LONGEST_LINE = 4000;

/** Lines of a run in Test Results, which is a terminal: it needs both characters of a line end. */
export class RunOutput {
  private pending = '';
  private item: TestItem | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly run: TestRun) {}

  line(text: string, item?: TestItem): void {
    if (item !== this.item) this.flush();
    this.item = item;
    this.pending += `${text.slice(0, LONGEST_LINE).replaceAll(/\r?\n/g, '\r\n')}\r\n`;
    this.timer ??= setTimeout(() => this.flush(), PAUSE_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pending === '') return;
    this.run.appendOutput(this.pending, undefined, this.item);
    this.pending = '';
  }
}
