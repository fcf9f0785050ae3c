import type { Span } from '../../text/span.ts';

/**
 * Where a character of a shell text stands. `plain` is outside of quotes; `other` is where what a text means is not
 * followed, such as arithmetic.
 */
export type ShellContext = 'plain' | 'single' | 'double' | 'comment' | 'here-document' | 'other';

/** One program with its arguments, as far as they can be told without running anything. */
export interface ShellCommand {
  /** Without their quotes; `$()` stands for the commands of a substitution, which are commands of their own. */
  words: string[];
  /** What it writes to: `/dev/sda` of `> /dev/sda`. */
  outputs: string[];
  /** Those of them that are emptied first, by `>` and not by `>>`. */
  emptied: string[];
  /** Files that it is fed: `dump.sql` of `< dump.sql`. */
  reads: string[];
  /** The texts that follow it as here-documents and here-strings. */
  inputs: string[];
  /** From its first character to its last. */
  span: Span;
  /** Commands with the same number feed each other. */
  pipeline: number;
  /** It stands in `$(…)`, `<(…)` or back quotes of the command with this index in the list; absent at the top. */
  within?: number;
}

export interface ShellReading {
  /** Of each character. */
  contextAt: (offset: number) => ShellContext;
  /** From one end of the quotes, or of what else is no plain text, to the other; undefined where it is plain. */
  stretchAt: (offset: number) => Span | undefined;
  commands: ShellCommand[];
}
