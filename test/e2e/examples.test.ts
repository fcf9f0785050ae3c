import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleFile } from '../support/examples.ts';
import { ok, resultOf, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();
const folder = mkdtempSync(path.join(tmpdir(), 'headroom-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

function resultsIn(results: string): Record<string, { verdict: string; checks: string[]; reasons: string[] }> {
  const runs = readdirSync(results).filter((name) => /^\d{8}_\d{6}_/.test(name) && !name.includes('suite-'));
  return Object.fromEntries(
    runs.map((name) => {
      const { testId, verdict, checks, reasons } = resultOf(path.join(results, name));
      return [testId, { verdict, checks: checks.map((check) => check.verdict), reasons }];
    }),
  );
}

const hasMake = spawnSync('make', ['--version']).error === undefined;
if (!hasMake && process.env['CI'] === 'true')
  throw new Error('The example of a Makefile needs make: apt-get install make');

describe.skipIf(!hasMake)(`the example of a Makefile${hasMake ? '' : ' (needs make: apt-get install make)'}`, () => {
  it('is judged by what its target prints', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const results = path.join(folder, 'make');
    const call = await workbench.headroom(['run', exampleFile('make/shop.headroom.yaml'), '--out', results], {
      env: { TARGET: `http://127.0.0.1:${workbench.port}`, NODE: process.execPath },
    });
    expect(call.code, call.out + call.err).toBe(0);
    expect(resultsIn(results)).toMatchObject({ load: { verdict: 'pass', checks: Array(4).fill('pass') } });
    expect(workbench.seen).toHaveLength(300);
  });

  it('is no pass when nobody answers', async () => {
    const results = path.join(folder, 'make-dead');
    const call = await workbench.headroom(['run', exampleFile('make/shop.headroom.yaml'), '--out', results], {
      env: { TARGET: 'http://127.0.0.1:1', NODE: process.execPath },
    });
    expect(call.code).toBe(1);
    expect(resultsIn(results)['load']?.verdict).toBe('fail');
  });
});

describe('the example of Coder, with the stand-in', () => {
  it('creates workspaces, sends traffic through them and cleans up', async () => {
    mkdirSync(path.join(folder, 'bin'));
    symlinkSync(path.resolve(import.meta.dirname, '../standins/coder.mjs'), path.join(folder, 'bin', 'coder'));
    const results = path.join(folder, 'coder');
    const args = [
      'run',
      exampleFile('coder/coder.headroom.yaml'),
      '--environment',
      'staging',
      '--suite',
      'release',
      '--set',
      'template=pod-swdev',
      '--set',
      'traffic=8s',
    ];
    const call = await workbench.headroom([...args, '--out', results], {
      env: {
        PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
        CODER_SESSION_TOKEN: 'token-of-the-example',
        CODER_STANDIN_STATE: path.join(folder, 'state.json'),
        CODER_STANDIN_MEAN_MS: '100',
      },
    });
    expect(resultsIn(results), call.out + call.err).toMatchObject({
      provisioning: { checks: ['pass', 'pass'] },
      traffic: { checks: ['pass', 'pass'] },
    });
    expect(call.code, call.out + call.err).toBe(0);
    expect(JSON.parse(readFileSync(path.join(folder, 'state.json'), 'utf8'))).toMatchObject({ workspaces: [] });
    expect(call.out).not.toContain('(after) failed');
  }, 120_000);
});
