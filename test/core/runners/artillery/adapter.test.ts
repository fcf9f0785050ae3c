import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../../../core/configs/plan/parsePlan.ts';
import type { ToolJob, ToolPlan } from '../../../../core/runners/adapter.ts';
import { artilleryAdapter } from '../../../../core/runners/artillery/adapter.ts';
import { faultInLine } from '../../../../core/runners/artillery/outputFaults.ts';

const SCRIPT = `config:
  target: https://base.example
  environments: { staging: { target: "https://staging.example/api" } }
scenarios: [{ flow: [{ get: { url: /x } }] }]
`;

function prepare(lines: string, job: Partial<ToolJob> = {}): ToolPlan {
  const { plan } = parsePlan(`headroom: 1\ntests:\n  shop:\n    runner: artillery\n    script: load.yml\n${lines}\n`);
  const test = plan?.tests[0];
  if (test === undefined) throw new Error('no test');
  return artilleryAdapter.prepare({
    ...{ test, smoke: false, secrets: new Map([['TOKEN', 'hush-hush']]), blockedHosts: [], program: 'artillery' },
    ...{ engineBundle: '/app/dist/engine.js', locate: (file: string) => `/plans/${file}`, planFolder: '/plans' },
    ...{ rawFolder: '/run/raw', ports: [], probes: [], scriptText: SCRIPT },
    ...job,
  });
}

function phases(lines: string, job: Partial<ToolJob> = {}): unknown {
  const argv = prepare(lines, job).processes[0]!.argv;
  const at = argv.indexOf('--overrides');
  return at < 0 ? undefined : (JSON.parse(argv[at + 1]!) as { config: { phases: unknown } }).config.phases;
}

describe('the command', () => {
  test('hands over the target and the options, and no secret', () => {
    const [process] = prepare('    with: { environment: staging, dotenv: .env, insecure: true, scenario: buy }', {
      target: 'http://127.0.0.1:1',
    }).processes;
    expect(process?.argv).toEqual([
      ...['artillery', 'run', '--target', 'http://127.0.0.1:1', '--environment', 'staging', '--dotenv', '/plans/.env'],
      ...['--insecure', '--scenario-name', 'buy', '--output', '/run/raw/artillery-report.json', '/plans/load.yml'],
    ]);
    expect(process?.environment).toMatchObject({
      CUSTOM_REPORTERS: '/app/dist/artillery-reporter.js',
      ARTILLERY_PLUGINS: '{"tap":{"scope":"/app/dist/artillery-"}}',
    });
    expect(JSON.stringify(process)).not.toContain('hush');
  });

  test.each([
    ['    with: { enviroment: staging }', /no option `enviroment`.*Did you mean `environment`/],
    ['    with: { variables: "a=1" }', /`variables`.*must be a JSON object/],
    ['    with: { insecure: "yes" }', /`insecure`.*must be true or false/],
    ['    with: { drain_seconds: 0 }', /`drain_seconds`.*above 0/],
    ['    stages: [{ users: 3, duration: 1s }]', /Write `rate: 10` instead of `users`/],
    ['    stages: [{ rate: 1, duration: 1s }, { rate: 3, duration: 1500ms, ramp: true }]', /ramps in whole seconds/],
    ['    stages: [{ rate: 0.3, duration: 1s }]', /Artillery starts whole ones/],
  ])('refuses %s', (lines, message) => {
    expect(() => prepare(lines)).toThrow(message);
  });
});

describe('phases', () => {
  test('are left to the script without stages', () => {
    expect(phases('')).toBeUndefined();
  });

  test.each([
    ['{ name: a, rate: 20, duration: 30s }', { name: 'a', duration: 30, arrivalRate: 20 }],
    ['{ name: a, rate: 4, duration: 1500ms }', { name: 'a', duration: '1500ms', arrivalRate: 4 }],
    ['{ name: a, rate: 0.5, duration: 10s }', { name: 'a', duration: 10, arrivalCount: 5 }],
    ['{ name: a, rate: 10, duration: 3s, ramp: true }', { name: 'a', duration: 3, arrivalRate: 0, rampTo: 10 }],
    ['{ name: a, rate: 0, duration: 5s }', { name: 'a', pause: 5 }],
  ])('%s', (stage, phase) => {
    expect(phases(`    stages: [${stage}]`)).toEqual([phase]);
  });

  test('a ramp down to nothing is a ramp for Artillery, too', () => {
    expect(phases('    stages: [{ rate: 4, duration: 1s }, { name: a, rate: 0, duration: 4s, ramp: true }]')).toEqual([
      expect.anything(),
      { name: 'a', duration: 4, arrivalRate: 4, rampTo: 1e-9 },
    ]);
  });

  test('a smoke run is one arrival', () => {
    expect(phases('    stages: [{ rate: 9, duration: 60s }]', { smoke: true })).toEqual([
      { name: 'smoke', duration: 1, arrivalCount: 1 },
    ]);
  });
});

describe('protected hosts', () => {
  test.each([
    ['the target of the script', '', 'base.example', SCRIPT, undefined],
    ['that of its environment', '    with: { environment: staging }', 'staging.example', SCRIPT, undefined],
    ['that of the plan', '', 'plan.example', SCRIPT, 'https://plan.example'],
    ['a URL of a request', '', 'pay.example', SCRIPT.replace('/x', 'https://pay.example/x'), undefined],
  ])('%s', (_, lines, host, scriptText, target) => {
    expect(() => prepare(lines, { blockedHosts: [host], scriptText, target })).toThrow(`--confirm ${host}`);
  });

  test('a target that is not used is no reason', () => {
    const job = { blockedHosts: ['base.example', 'staging.example'], target: 'http://127.0.0.1:1' };
    expect(() => prepare('', job)).not.toThrow();
    expect(prepare('', job).processes[0]?.environment?.['HEADROOM_BLOCKED_HOSTS']).toBe('base.example staging.example');
  });
});

test('the usual words of Artillery are no fault', () => {
  for (const line of ['Phase started: unnamed', 'errors.ETIMEDOUT: .... 3', 'All VUs finished. Total time: 4 seconds'])
    expect(faultInLine(line)).toBeUndefined();
});
