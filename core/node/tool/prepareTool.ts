import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadTest } from '../../configs/plan/plan.ts';
import { ADAPTERS } from '../../runners/adapters.ts';
import type { ProbeOutcome, ToolJob, ToolPlan } from '../../runners/adapter.ts';
import { runCommand } from '../runCommand.ts';
import type { ToolInUse } from '../tools.ts';
import { freePorts } from './freePorts.ts';

export interface PrepareRequest {
  test: LoadTest;
  tool: ToolInUse;
  smoke: boolean;
  target?: string;
  secrets: ReadonlyMap<string, string>;
  blockedHosts: readonly string[];
  engineBundle: string;
  planFolder: string;
  rawFolder: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** What will be started for a test. Sends no load; throws a `UserError` for what cannot be run. */
export async function prepareTool(request: PrepareRequest): Promise<ToolPlan> {
  const { test, tool, planFolder, environment, signal, ...given } = request;
  const adapter = ADAPTERS[test.runner];
  const locate = (file: string): string => path.resolve(planFolder, file);
  const script = test.script && locate(test.script.value);
  const job: Omit<ToolJob, 'probes'> = {
    ...given,
    test,
    planFolder,
    program: tool.program,
    version: tool.version,
    locate,
    ports: await freePorts(adapter.portsWanted ?? 0),
    scriptText: script !== undefined && existsSync(script) ? readFileSync(script, 'utf8') : undefined,
  };
  const probes: ProbeOutcome[] = [];
  for (const { argv, timeoutMs, environment: added } of adapter.probes?.(job) ?? []) {
    const env = { ...environment, ...Object.fromEntries(job.secrets), ...added };
    probes.push(await runCommand(argv, { cwd: planFolder, timeoutMs, env, signal }));
  }
  return adapter.prepare({ ...job, probes });
}

/** Writes the files that the tool is to find when it starts. */
export function writeToolFiles(plan: ToolPlan, rawFolder: string): void {
  if (plan.processes.length > 0) mkdirSync(rawFolder, { recursive: true });
  for (const { name, text } of plan.files ?? []) writeFileSync(path.join(rawFolder, name), text);
}
