import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ToolName } from '../../../scripts/tools/find.mjs';
import type { RunnerKind } from '../../../core/runners/runner.ts';

/** Who is killed: the command line; the tool's main process; everything of the run but the tool, the watcher too. */
export const VICTIMS = ['host', 'tool', 'all but the tool'] as const;
export type Victim = (typeof VICTIMS)[number];

/** A runner with a load that goes on for much longer than a test waits. */
export interface Subject {
  runner: RunnerKind;
  /** The program that the test needs; without one it runs everywhere. */
  tool?: ToolName;
  /** Who is killed in every test run: two of the three, so that all of them together meet each way several times. */
  inEveryRun: readonly Victim[];
  /** Keys of the test in the plan. */
  keys: string;
  /** Top-level keys of the plan. */
  head?: string;
  /** Puts files beside the plan, and gives what the environment needs more. */
  setUp?: (folder: string, port: number) => NodeJS.ProcessEnv;
  /** The load of a stand-in reaches no server. */
  sendsNothing?: true;
  /** The tool is a process with another one that sends load, too. */
  hasChild?: true;
}

const STAGES = '    stages: [{ users: 3, duration: 120s }]\n';
const REQUEST = '    request: GET ${target}/\n';
const CHECKS = '    checks: ["error_rate < 50%"]\n';

const files =
  (texts: Record<string, string>) =>
  (folder: string): NodeJS.ProcessEnv => {
    for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
    return {};
  };

/** A load tool that takes no hint, with a child that goes on sending beside it. */
const LOAD_TOOL = `
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGPIPE']) process.on(name, () => 0);
const [, self, url, role] = process.argv;
if (role === undefined) require('node:child_process').spawn(process.execPath, [self, url, 'child'], { stdio: 'ignore' });
const send = () => fetch(url).then((response) => response.text()).catch(() => 0).then(() => setTimeout(send, 20));
send();
`;

export const SUBJECTS: readonly Subject[] = [
  { runner: 'http', inEveryRun: ['host', 'tool'], keys: REQUEST + STAGES + CHECKS },
  {
    runner: 'k6',
    tool: 'k6',
    inEveryRun: ['tool', 'all but the tool'],
    keys: `    script: load.js\n${STAGES}${CHECKS}`,
    setUp: files({
      'load.js': "import http from 'k6/http';\nexport default () => http.get(`${__ENV.TARGET}/`);\n",
    }),
  },
  {
    runner: 'artillery',
    tool: 'artillery',
    inEveryRun: ['host', 'all but the tool'],
    keys: `    script: load.yml\n    stages: [{ rate: 10, duration: 120s }]\n${CHECKS}`,
    setUp: files({ 'load.yml': 'config: {}\nscenarios: [{ flow: [{ get: { url: / } }] }]\n' }),
  },
  {
    runner: 'wrk',
    tool: 'wrk',
    inEveryRun: ['tool', 'all but the tool'],
    keys: REQUEST + STAGES + CHECKS,
  },
  {
    runner: 'hey',
    tool: 'hey',
    inEveryRun: ['host', 'all but the tool'],
    keys: REQUEST + STAGES + CHECKS,
  },
  {
    runner: 'coder',
    inEveryRun: ['host', 'tool'],
    head: 'secrets: [CODER_SESSION_TOKEN]',
    keys: `    scaletest: workspace-traffic\n    with: { timeout: 5m }\n    checks: ["bytes_out > 1B"]\n`,
    setUp: coderStandIn,
    sendsNothing: true,
  },
  {
    runner: 'command',
    inEveryRun: ['host', 'all but the tool'],
    keys: '    command: [node, load.cjs, "${target}/"]\n    checks: ["exit_code == 0"]\n',
    setUp: files({ 'load.cjs': LOAD_TOOL }),
    hasChild: true,
  },
];

/** A deployment of its own with two workspaces, which the stand-in for `coder` plays. */
export function coderStandIn(folder: string): NodeJS.ProcessEnv {
  const programs = path.join(folder, 'bin');
  mkdirSync(programs);
  symlinkSync(path.resolve(import.meta.dirname, '../../standins/coder.mjs'), path.join(programs, 'coder'));
  const state = path.join(folder, 'deployment.json');
  writeFileSync(state, JSON.stringify({ workspaces: [{ name: 'one' }, { name: 'two' }], users: ['one', 'two'] }));
  return {
    PATH: `${programs}${path.delimiter}${process.env['PATH'] ?? ''}`,
    CODER_SESSION_TOKEN: 'session-token-of-the-test',
    CODER_STANDIN_STATE: state,
  };
}
