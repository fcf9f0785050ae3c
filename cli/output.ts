import { shownText } from '../core/text/shownText.ts';

/** Where a command writes. Tests hand over their own. */
export interface Output {
  /** Results: what a program reading the output wants. */
  out: (line: string) => void;
  /** Messages for the person at the terminal. */
  err: (line: string) => void;
  /** Text as it is, for cursor movement on a terminal. */
  raw: (text: string) => void;
  /** Size of the terminal in characters as it is now: its window may be resized while a command runs. */
  readonly columns: number;
  readonly rows: number;
  /** Whether lines can be drawn again in place. */
  readonly isTerminal: boolean;
  readonly hasColours: boolean;
}

// Undefined where standard output is no terminal, whatever the types say.
const isTerminal = process.stdout.isTTY && process.env['TERM'] !== 'dumb';

/** Only what `inVerdictColour` makes is let through to a terminal with colours. */
const COLOUR = /(\u001b\[(?:3[1-5]|39)m)/;

/** What is written is of documents, plans and programs, too, and must not steer the terminal. */
function shown(text: string, hasColours: boolean): string {
  return hasColours
    ? text
        .split(COLOUR)
        .map((part, at) => (at % 2 === 1 ? part : shownText(part)))
        .join('')
    : shownText(text);
}

export const processOutput: Output = {
  out: (line) => void process.stdout.write(`${shown(line, processOutput.hasColours)}\n`),
  err: (line) => void process.stderr.write(`${shown(line, processOutput.hasColours)}\n`),
  raw: (text) => void process.stdout.write(text),
  get columns() {
    return isTerminal ? process.stdout.columns : 80;
  },
  get rows() {
    return isTerminal ? process.stdout.rows : 24;
  },
  isTerminal,
  // https://no-color.org: present and not empty.
  hasColours: isTerminal && (process.env['NO_COLOR'] ?? '') === '',
};

// A reader that has seen enough (`| head`) closes the pipe, and a terminal that is closed takes no more text: neither is
// a fault of the command, and neither may end a run.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
