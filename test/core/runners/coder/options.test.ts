import { describe, expect, it } from 'vitest';
import { parseGoDuration } from '../../../../core/runners/coder/goDuration.ts';
import { LiveFigures } from '../../../../core/runners/coder/liveFigures.ts';
import { readProbes } from '../../../../core/runners/coder/probes.ts';
import {
  optionArguments,
  readOptions,
  workspacesCreated,
  type OptionValues,
} from '../../../../core/runners/coder/scaletestOptions.ts';
import { findScaletest, SCALETESTS } from '../../../../core/runners/coder/scaletests.ts';

function read(command: string, options: OptionValues, more: { smoke?: boolean; lacks?: string } = {}): string[] {
  const scaletest = findScaletest(command);
  if (scaletest === undefined) throw new Error(`No command ${command}.`);
  const known = new Set([...Object.keys(scaletest.options), 'from-a-later-version', 'output', 'token']);
  known.delete(more.lacks ?? '');
  const test = { id: 'test', with: options };
  return optionArguments(readOptions({ test, command, scaletest, known, smoke: more.smoke ?? false }));
}

describe('options of a scale test', () => {
  it.each<[string, OptionValues, string[]]>([
    ['create-workspaces', { template: 't' }, ['--count=1', '--template=t']],
    [
      'create-workspaces',
      { template: 't', 'no-cleanup': true, retry: 2 },
      ['--count=1', '--template=t', '--no-cleanup', '--retry=2'],
    ],
    [
      'create-workspaces',
      { template: 't', timeout: '30m' },
      ['--count=1', '--job-timeout=30m', '--template=t', '--timeout=30m'],
    ],
    ['workspace-traffic', { timeout: '5m' }, ['--concurrency=0', '--job-timeout=330s', '--timeout=5m']],
    [
      'dashboard',
      { timeout: '5m', 'job-timeout': '1m', headless: false },
      ['--concurrency=0', '--job-timeout=1m', '--timeout=5m', '--headless=false'],
    ],
    ['dashboard', { 'from-a-later-version': 'x' }, ['--concurrency=0', '--from-a-later-version=x']],
    ['cleanup', {}, []],
  ])('%s with %j', (command, options, wanted) => {
    expect(read(command, options)).toEqual(wanted);
  });

  it.each<[string, OptionValues, RegExp]>([
    ['create-workspaces', {}, /Test test, `coder exp scaletest create-workspaces` needs `template`/],
    [
      'create-workspaces',
      { template: 't', concurency: 1 },
      /create-workspaces` has no option --concurency\. Did you mean concurrency/,
    ],
    ['create-workspaces', { template: 't', cleanup: true }, /no option --cleanup\. It cleans up by itself/],
    ['dashboard', { duration: '5m' }, /no option --duration\. Write `timeout`/],
    ['dashboard', { count: 5 }, /dashboard` has no option --count/],
    ['dashboard', { token: 'abc' }, /does not take `token`.*CODER_SESSION_TOKEN/],
    ['dashboard', { output: 'json' }, /does not take `output`/],
    ['dashboard', { timeout: 30 }, /`timeout` must be a time/],
    ['dashboard', { timeout: '15min' }, /`timeout` must be a time/],
    ['dashboard', { headless: 'maybe' }, /true or false/],
    ['create-workspaces', { template: 't', count: '0x100' }, /whole number/],
    ['create-users', {}, /needs `count`/],
  ])('refuses %s with %j', (command, options, message) => {
    expect(() => read(command, options)).toThrow(message);
  });

  it('refuses what the installed version does not have', () => {
    const options = { template: 't', 'max-failures': 3 };
    expect(() => read('create-workspaces', options, { lacks: 'max-failures' })).toThrow(
      /this version of coder has no option --max-failures/,
    );
    expect(() => read('dashboard', {}, { smoke: true, lacks: 'target-users' })).toThrow(/no option --target-users/);
  });

  it('makes a smoke run as small as it can be, or refuses it', () => {
    expect(read('create-workspaces', { count: 700, template: 't' }, { smoke: true })).toContain('--count=1');
    expect(read('dashboard', { timeout: '5m' }, { smoke: true })).toEqual(
      expect.arrayContaining(['--timeout=10s', '--target-users=0:1']),
    );
    expect(() => read('cleanup', {}, { smoke: true })).toThrow(/smoke/);
  });

  it.each<[string, OptionValues, number | undefined]>([
    ['create-workspaces', { count: 700 }, 700],
    ['create-workspaces', {}, 1],
    ['task-status', {}, 10],
    ['prebuilds', { 'num-templates': 4, 'num-presets': 5, 'num-preset-prebuilds': '6' }, 120],
    ['workspace-updates', { 'workspace-count': 60 }, 60],
    ['create-users', { count: 600 }, 0],
    ['dashboard', {}, 0],
    ['create-workspaces', { count: 'many' }, undefined],
  ])('%s with %j creates %s workspaces', (command, options, count) => {
    const scaletest = findScaletest(command);
    expect(scaletest && workspacesCreated(scaletest, options)).toBe(count);
  });

  it('every size and every option of a smoke run is an option of its command', () => {
    for (const command of SCALETESTS) {
      const { options = {}, sizes = {}, smoke = {}, needed = [] } = findScaletest(command) ?? {};
      const names = [...Object.keys(sizes), ...Object.keys(smoke), ...needed].filter(
        (name) => !Object.hasOwn(options, name),
      );
      expect({ command, names }).toEqual({ command, names: [] });
    }
  });
});

it.each<[string, number | undefined]>([
  ['1h1m1.5s', 3_661_500],
  ['100ms', 100],
  ['0', 0],
  ['5', undefined],
  ['1d', undefined],
  ['15min', undefined],
])('a Go duration: %s', (text, ms) => {
  expect(parseGoDuration(text)).toBe(ms);
});

describe('what the installed coder tells of itself', () => {
  const help = { exitCode: 0, lines: ['USAGE:', '  coder exp scaletest dashboard [flags]', '  --interval duration'] };
  const version = (text: string) => ({ exitCode: 0, lines: [text] });
  it('has the options that its help names', () => {
    expect([...readProbes('dashboard', [version('{"version":"v2.20.0","slim":false}'), help])]).toEqual(['interval']);
  });

  it.each([
    ['{"version":"v2.20.0","slim":true}', help, /slim build/],
    ['Coder v0.27.3+abc', help, /v0\.27\.3\+abc is too old/],
    ['{}', { exitCode: 1, lines: ["You are using a 'slim' build of Coder, which does not support"] }, /slim build/],
    [
      '{}',
      { exitCode: 0, lines: ['USAGE: coder exp scaletest', '  create-workspaces'] },
      /no `exp scaletest dashboard`/,
    ],
    ['{}', { failure: 'it took longer than 15 s', lines: [] }, /it took longer than 15 s/],
  ])('is refused: %s', (text, answer, message) => {
    expect(() => readProbes('dashboard', [version(text), answer])).toThrow(message);
  });
});

it('live counters: what was added, without the sample that no call took', () => {
  const live = new LiveFigures();
  const page = (bytes: number, calls: number): string =>
    ['a', 'b']
      .map(
        (name) =>
          `coderd_scaletest_bytes_read_total{workspace_name="${name}"} ${bytes}\ncoderd_scaletest_read_latency_seconds_sum{workspace_name="${name}"} ${calls * 0.02}\ncoderd_scaletest_read_latency_seconds_count{workspace_name="${name}"} ${calls + 1}`,
      )
      .join('\n');
  expect(live.added()).toEqual([]);
  live.take(page(100, 0));
  expect(live.added()).toEqual([{ metric: 'bytes_in', tags: {}, sample: { kind: 'counter', total: 200 } }]);
  expect(live.added()).toEqual([]);
  live.take(page(150, 5));
  const [bytes, latency] = live.added();
  expect(bytes?.sample).toEqual({ kind: 'counter', total: 100 });
  expect(latency).toMatchObject({ metric: 'read_latency', sample: { kind: 'summary', count: 10, percentiles: {} } });
  expect(latency?.sample.kind === 'summary' && latency.sample.avg).toBeCloseTo(20, 6);
});
