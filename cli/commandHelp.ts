/** An option as `parseArgs` reads it, with what its help says. */
interface DescribedOption {
  type: 'string' | 'boolean';
  multiple?: boolean;
  /** What stands for the value, such as `DIR`. Only options of type `string` have one. */
  value?: string;
  help: string;
}

/** Everything `COMMAND --help` prints. The options are the table the command reads its arguments with. */
export interface CommandHelp {
  usage: string;
  about: string;
  options: Record<string, DescribedOption>;
  /** Lines below the options. */
  notes?: readonly string[];
}

const HELP_OPTION: DescribedOption = { type: 'boolean', help: 'show this text' };

/** What a command prints for `--help`: one line for each option. */
export function helpText({ usage, about, options, notes = [] }: CommandHelp): string {
  const rows = Object.entries({ ...options, help: HELP_OPTION }).map(([name, option]) => ({
    written: option.value === undefined ? `--${name}` : `--${name} ${option.value}`,
    text: option.multiple === true ? `${option.help}; may be given several times` : option.help,
  }));
  const width = Math.max(...rows.map(({ written }) => written.length));
  return [
    `Usage: ${usage}`,
    '',
    about,
    '',
    'Options:',
    ...rows.map(({ written, text }) => `  ${written.padEnd(width)}  ${text}`),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}
