import type { RunnerKind } from '../../core/runners/runner.ts';

const USERS = 'stages: [{ users: 1, duration: 1s }]';

/** How each adapter is brought to start the stand-in: a row for each. */
export interface Subject {
  runner: RunnerKind;
  /** The name under which the stand-in is put on the PATH. */
  program: string;
  /** What the stand-in answers to the questions before the load: a pattern of its arguments, and what it prints then. */
  answers?: readonly { asked: string; says: string }[];
  /** Files beside the plan. */
  files?: Readonly<Record<string, string>>;
  /** Keys of a test with a check that a good run would pass. */
  test: string;
  /** Words of which one stands in every reason. */
  names: RegExp;
}

export const SUBJECTS: readonly Subject[] = [
  {
    runner: 'http',
    // The built-in engine is a bundle that Node runs, so the stand-in takes the place of the bundle.
    program: 'engine.cjs',
    test: 'request: GET http://127.0.0.1:9/\nstages: [{ users: 1, duration: 1s }]\nchecks: ["error_rate <= 100%"]',
    names: /engine/i,
  },
  {
    runner: 'command',
    program: 'load-tool',
    test: 'command: load-tool --now\noutputs: { throughput: { json: $.result.value } }\nchecks: ["throughput > 1/s"]',
    names: /load-tool|throughput/,
  },
  {
    runner: 'k6',
    program: 'k6',
    answers: [{ asked: '^inspect', says: '{"scenarios":{},"totalDuration":"1s","maxVUs":1}' }],
    files: { 'load.js': "import http from 'k6/http';\nexport default () => http.get('http://127.0.0.1:9/');\n" },
    test: 'script: load.js\nchecks: ["error_rate <= 100%"]',
    names: /k6/,
  },
  {
    runner: 'artillery',
    program: 'artillery',
    files: {
      'load.yml':
        'config: { target: "http://127.0.0.1:9", phases: [{ duration: 1, arrivalRate: 1 }] }\nscenarios: [{ flow: [{ get: { url: / } }] }]\n',
    },
    test: 'script: load.yml\nchecks: ["error_rate <= 100%"]',
    names: /artillery/i,
  },
  {
    runner: 'wrk',
    program: 'wrk',
    test: `request: GET http://127.0.0.1:9/\n${USERS}\nchecks: ["error_rate <= 100%"]`,
    names: /wrk/,
  },
  {
    runner: 'hey',
    program: 'hey',
    test: `request: GET http://127.0.0.1:9/\n${USERS}\nchecks: ["error_rate <= 100%"]`,
    names: /hey/,
  },
  {
    runner: 'coder',
    program: 'coder',
    answers: [
      { asked: '^version', says: '{"version":"v2.20.0","slim":false}' },
      {
        asked: '--help$',
        says: 'USAGE: coder exp scaletest create-workspaces [flags] --count --template --concurrency --timeout --job-timeout --output --no-cleanup',
      },
    ],
    test: 'scaletest: create-workspaces\nwith: { count: 2, template: small }\nchecks: ["success_rate >= 0%"]',
    names: /coder/i,
  },
];
