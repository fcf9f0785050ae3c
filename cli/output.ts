/** Where a command writes. Tests hand over their own. */
export interface Output {
  /** Results: what a program reading the output wants. */
  out: (line: string) => void;
  /** Messages for the person at the terminal. */
  err: (line: string) => void;
  /** Whether colours and updating lines make sense. */
  isTerminal: boolean;
}

export const processOutput: Output = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  isTerminal: process.stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb',
};
