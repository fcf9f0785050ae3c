import type { CommandHelp } from './commandHelp.ts';

export const RUN_OPTIONS = {
  test: {
    type: 'string',
    multiple: true,
    value: 'ID',
    help: 'run this test; without --test and --suite all tests run',
  },
  suite: { type: 'string', multiple: true, value: 'ID', help: 'run the tests of this suite and judge its checks' },
  failed: { type: 'boolean', help: 'with --suite: run only the tests whose last run in the suite did not pass' },
  environment: {
    type: 'string',
    value: 'ID',
    help: 'run against this environment of the plan, or of the Artillery script, instead of the default',
  },
  set: { type: 'string', multiple: true, value: 'NAME=VALUE', help: 'give a variable of the plan another value' },
  smoke: { type: 'boolean', help: 'try the test with one user and one pass; judges only errors' },
  'dry-run': { type: 'boolean', help: 'print what would be started, and send nothing' },
  confirm: {
    type: 'string',
    multiple: true,
    value: 'HOST|NUMBER',
    help: 'allow load on this host of a protected environment, or a test that creates this number of workspaces',
  },
  protect: {
    type: 'string',
    multiple: true,
    value: 'HOST',
    help: 'send nothing to this host unless it is confirmed, as if an environment of the plan protected it',
  },
  out: { type: 'string', value: 'DIR', help: "put run folders there instead of into the plan's results folder" },
  strict: { type: 'boolean', help: 'end with 1 on a warning too' },
  verbose: { type: 'boolean', help: 'also show every line that the load generator and the command steps say' },
  format: {
    type: 'string',
    value: 'text|ndjson',
    help: 'text is the default; ndjson prints each event as one line of JSON',
  },
  parallel: { type: 'boolean', help: 'run although another run sends load to the same target' },
  serve: {
    type: 'boolean',
    help: 'for editors: tell of the run on a local socket, whose path is the first line printed',
  },
  grace: {
    type: 'string',
    value: 'SECONDS',
    help: 'with --serve: how long nobody may be attached, 30 by default',
  },
  'when-left': {
    type: 'string',
    value: 'stop|continue',
    help: 'with --serve: what happens after that; stop, which keeps what was measured, is the default',
  },
} as const;

export const RUN_HELP: CommandHelp = {
  usage:
    'headroom run PLAN|SCRIPT [--test ID]… [--suite ID [--failed]]… [--environment ID] [--set NAME=VALUE]… [--smoke] [--dry-run] [--confirm HOST|NUMBER]… [--protect HOST]… [--out DIR] [--strict] [--verbose] [--format text|ndjson] [--parallel] [--serve [--grace SECONDS] [--when-left stop|continue]]',
  about:
    'Runs tests of a plan, one after the other, judges them and writes a run folder for each. A script of k6 or Artillery is a test by itself and needs no plan.',
  options: RUN_OPTIONS,
  notes: [
    'Exit codes:',
    '  0    pass or warning',
    '  1    fail, no data, or stopped by a guard',
    '  2    nothing was sent: invalid plan, failed preflight, missing confirmation, wrong arguments,',
    '       another run on the same target',
    '  3    the run is not to be trusted',
    '  130  cancelled',
  ],
};
