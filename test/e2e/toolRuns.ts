import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { runFolders } from './workbench.ts';

const resultSchema = z.object({
  verdict: z.string(),
  state: z.string(),
  reasons: z.array(z.string()),
  checks: z.array(z.object({ id: z.string(), verdict: z.string(), observed: z.number().optional() })),
  observations: z.array(
    z.object({
      metric: z.string(),
      statistic: z.string(),
      selector: z.record(z.string(), z.string()),
      value: z.number(),
    }),
  ),
});

/** The result of the newest run of a plan. */
export function lastResult(planFile: string): z.infer<typeof resultSchema> & { folder: string } {
  const folder = runFolders(planFile).at(-1) ?? '';
  return { folder, ...resultSchema.parse(JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8'))) };
}

/** A whole-run value, or one of the stage that is named. */
export function observed(planFile: string, metric: string, statistic: string, stage?: string): number | undefined {
  return lastResult(planFile).observations.find(
    (one) => one.metric === metric && one.statistic === statistic && one.selector['stage'] === stage,
  )?.value;
}

/** Every file of a run folder with its text. */
export function filesOf(folder: string): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => ({ name, text: readFileSync(path.join(parentPath, name), 'latin1') }));
}

/** Processes whose program has this name and one of whose arguments holds a text. Linux only. */
export function processesOf(program: string, argument: string): { pid: number; commandLine: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const commandLine = readCommandLine(pid);
      const isMeant = path.basename(commandLine.split('\0')[0] ?? '') === program && commandLine.includes(argument);
      return isMeant ? [{ pid: Number(pid), commandLine }] : [];
    });
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
