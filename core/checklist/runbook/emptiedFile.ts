import { programOf } from './programOf.ts';
import type { ShellCommand } from './shellCommand.ts';

/** Neither in the folder of the document nor where anybody may write what nobody keeps. */
const ELSEWHERE = /^(?:\/(?!dev\/|proc\/|tmp\/|var\/tmp\/)|~|\$HOME\b|\$\{HOME\}|\.\.\/)/;

/** The file that a command only empties: `> /var/log/app.log`, `: > ~/x`, `cat /dev/null > /x`. */
export function emptiedFile(
  { emptied, span }: ShellCommand,
  words: readonly string[],
  /** That the command stands in. */
  text: string,
): string | undefined {
  const [first = ':', ...args] = words;
  const printsNothing: Readonly<Record<string, boolean>> = {
    ':': true,
    true: true,
    cat: args.length === 1 && args[0] === '/dev/null',
    echo: args.every((arg) => arg === '' || arg === '-n'),
    printf: args.every((arg) => arg === ''),
  };
  const file = emptied.find((one) => ELSEWHERE.test(one));
  if (file === undefined || printsNothing[programOf(first)] !== true) return undefined;
  // `( … ) > file` and `done > file` write what comes before.
  const from = words.length === 0 ? span[0] : -1;
  const isOfGroup =
    from >= 0 && (!text.startsWith('>', from) || /[)}]\s*$/.test(text.slice(Math.max(0, from - 9), from)));
  return isOfGroup ? undefined : file;
}
