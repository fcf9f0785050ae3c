/** Where a command writes. Tests hand over their own. */
export interface Output {
  /** Results: what a program reading the output wants. */
  out: (line: string) => void;
  /** Messages for the person at the terminal. */
  err: (line: string) => void;
  /** Text as it is, for cursor movement on a terminal. */
  raw: (text: string) => void;
  /** Width of the terminal in characters. */
  columns: number;
  /** Whether colours and updating lines make sense. */
  isTerminal: boolean;
}

export const processOutput: Output = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  raw: (text) => void process.stdout.write(text),
  // Undefined where standard output is no terminal, whatever the types say.
  columns: process.stdout.isTTY ? process.stdout.columns : 80,
  isTerminal: process.stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb',
};

// A reader that has seen enough (`| head`) closes the pipe, and a terminal that is closed takes no more text: neither is
// a fault of the command, and neither may end a run.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
