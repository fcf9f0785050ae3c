import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { parsePlan } from '../../core/configs/plan/parsePlan.ts';
import type { FinishedRun } from '../../core/node/runRequest.ts';
import { runTest } from '../../core/node/runTest.ts';
import type { ToolInUse } from '../../core/node/tools.ts';
import { until } from '../support/until.ts';
import type { Fault } from './faults.ts';
import type { Subject } from './subjects.ts';

/** Puts the stand-in where the adapter finds it; it notes its pid first, so that its group can be looked for. */
export function standIn(place: string, subject: Pick<Subject, 'program' | 'answers'>, source: string): string {
  mkdirSync(place, { recursive: true });
  const file = path.join(place, subject.program);
  writeFileSync(
    file,
    `#!${process.execPath}
const asked = process.argv.slice(2).join(' ');
const answer = ${JSON.stringify(subject.answers ?? [])}.find((one) => new RegExp(one.asked).test(asked));
if (answer) { console.log(answer.says); process.exit(0); }
require('node:fs').writeFileSync(${JSON.stringify(path.join(place, 'pid'))}, String(process.pid));
${source}
`,
  );
  chmodSync(file, 0o755);
  return file;
}

export async function runAgainst(
  subject: Subject,
  place: string,
  fault: Pick<Fault, 'isStopped'>,
  version?: string,
): Promise<FinishedRun> {
  const planPath = path.join(place, 'plan.headroom.yaml');
  const keys = subject.test.replaceAll('\n', '\n    ');
  const planText = `headroom: 1\nenvironments: { here: { target: 'http://127.0.0.1:9' } }\ntests:\n  load:\n    runner: ${subject.runner}\n    ${keys}\n`;
  writeFileSync(planPath, planText);
  for (const [name, text] of Object.entries(subject.files ?? {})) writeFileSync(path.join(place, name), text);
  const { plan, problems } = parsePlan(planText);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [test] = plan?.tests ?? [];
  if (!plan || !test) throw new Error('The plan of the subject holds no test.');
  const isBuiltIn = subject.runner === 'http';
  const file = path.join(place, subject.program);
  const tool: ToolInUse = { name: subject.runner, program: isBuiltIn ? process.execPath : file, version };
  const stop = new AbortController();
  const run = runTest({
    ...{ plan, test, planPath, planText, tool, resultsFolder: place },
    engineBundle: file,
    secrets: new Map(),
    environment: { ...process.env, PATH: `${place}${path.delimiter}${process.env['PATH'] ?? ''}` },
    overrides: new Map(),
    confirmedHosts: [],
    blockedHosts: [],
    smoke: false,
    signal: stop.signal,
    onEvent: () => undefined,
  });
  if (fault.isStopped) {
    await until(() => existsSync(path.join(place, 'pid')), 60_000);
    stop.abort();
  }
  return run;
}
