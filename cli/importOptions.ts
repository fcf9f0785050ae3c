import type { CommandHelp } from './commandHelp.ts';

export const IMPORT_OPTIONS = {
  plan: { type: 'string', value: 'FILE', help: 'judge what is imported by the checks of this plan' },
  test: {
    type: 'string',
    value: 'ID',
    help: 'the test that it is a result of; without it, the name of the file or folder tells',
  },
  environment: {
    type: 'string',
    value: 'ID',
    help: 'the environment of the plan whose variables its checks are read with',
  },
  out: {
    type: 'string',
    value: 'DIR',
    help: "put run folders there; without it into the plan's results folder, or headroom-results",
  },
  again: { type: 'boolean', help: 'import a file that was imported before once more' },
} as const;

export const IMPORT_HELP: CommandHelp = {
  usage: 'headroom import PATH… [--plan FILE] [--test ID] [--environment ID] [--out DIR] [--again]',
  about:
    'Makes run folders of results that k6, Artillery, wrk, hey or coder have written, with their own dates. Of a folder, of every file in it. Sends nothing.',
  options: IMPORT_OPTIONS,
  notes: [
    'Without a plan the conditions that the tool itself judged are the checks.',
    '',
    'Exit codes, of several files the gravest:',
    '  0  pass or warning',
    '  1  fail or no data',
    '  2  a file could not be imported, or nothing was there to import',
    '  3  what is imported is not to be trusted',
  ],
};
