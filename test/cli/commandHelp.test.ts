import { describe, expect, it } from 'vitest';
import { helpText } from '../../cli/commandHelp.ts';
import { COMMANDS, helpFor, overview } from '../../cli/commandTable.ts';

const helps = Object.values(COMMANDS).flatMap(({ help, subcommands = {} }) => [help, ...Object.values(subcommands)]);

describe('the help of commands', () => {
  it.each(helps)('explains every option of $usage on a line of its own', (help) => {
    const lines = helpText(help).split('\n');
    const inUsage = [...help.usage.matchAll(/--([a-z-]+)/g)].map(([, name]) => name);
    const isOverviewOfSubcommands = help.usage.includes('\n');
    if (!isOverviewOfSubcommands) expect(inUsage.toSorted()).toEqual(Object.keys(help.options).toSorted());
    for (const name of Object.keys(help.options))
      expect(lines.filter((line) => new RegExp(`^ {2}--${name}( \\S+)? {2,}\\S`).test(line))).toHaveLength(1);
  });

  it.each([
    ['runs', ['prune', '--help'], 'headroom runs prune'],
    ['baseline', ['set', '--help'], 'headroom baseline set'],
    ['baseline', ['list', '-h'], 'headroom baseline list'],
    ['run', ['--help'], 'headroom run PLAN'],
  ])('headroom %s %j is about that subcommand alone', (name, args, usage) => {
    const command = COMMANDS[name];
    if (!command) throw new Error(`no command ${name}`);
    const text = helpText(helpFor(command, args));
    expect(text.startsWith(`Usage: ${usage}`)).toBe(true);
    expect(text.split('\n')[1]).toBe('');
  });

  it('lists every command and the version in the overview', () => {
    for (const { help } of Object.values(COMMANDS)) expect(overview()).toContain(help.usage);
    expect(overview()).toContain('headroom --version');
  });
});
