import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { parsePlan } from '../../core/configs/plan/parsePlan.ts';
import { runPreflight, type PreflightResult } from '../../core/node/preflight.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-preflight-'));
const program = path.join(folder, 'wrk');
writeFileSync(program, '#!/bin/sh\necho "a program that does not tell its version"\n');
chmodSync(program, 0o755);

async function preflight(tool: string, programs: string): Promise<PreflightResult[]> {
  vi.stubEnv('PATH', programs);
  const { plan } = parsePlan(`headroom: 1
preflight: [{ tool: "${tool}" }]
tests: { a: { runner: wrk, request: "GET http://127.0.0.1/", stages: [{ users: 1, duration: 1s }] } }
`);
  const [test] = plan?.tests ?? [];
  if (!plan || !test) throw new Error('the plan has a test');
  return runPreflight(plan.preflight, {
    ...{ test, folder, environment: process.env, signal: new AbortController().signal },
    ...{ valueOf: () => undefined, redact: (text: string) => text },
  });
}

it.each([
  ['wrk', folder, { item: 'wrk', ok: true, detail: 'is installed' }],
  ['wrk >= 4.0', folder, { item: 'wrk >= 4.0', ok: false, detail: 'wrk does not tell its version' }],
  [
    'wrk',
    path.join(folder, 'nothing'),
    { item: 'wrk', ok: false, detail: 'wrk is not installed; run headroom doctor' },
  ],
])('tool %j', async (tool, programs, expected) => {
  expect(await preflight(tool, programs)).toEqual([expected]);
});
