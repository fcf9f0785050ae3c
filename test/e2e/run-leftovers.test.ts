import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isAlive, until } from '../support/until.ts';
import { httpTest, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

/** A program that takes no hint and would stay for ever. */
const STUBBORN = [
  'for (const name of [`SIGTERM`, `SIGINT`, `SIGHUP`]) process.on(name, () => 0)',
  'setInterval(() => 0, 1e6)',
  'console.log(`pid ` + process.pid)',
].join('; ');

/** Pids of all descendants of a process, from Linux's process table. */
function descendants(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

describe.runIf(process.platform === 'linux')('headroom run, killed', { timeout: 60_000 }, () => {
  it.each([
    ['by kill -9', false],
    ['with its whole tree but the tool', true],
  ])('%s: nothing that it started stays', async (_, withTree) => {
    const file = workbench.plan(httpTest('x', `    before: [{ command: [node, -e, "${STUBBORN}"] }]`));
    let tool: number | undefined;
    const kill = (text: string, child: ChildProcess): void => {
      const pid = /"line":"pid (\d+)"/.exec(text)?.[1];
      if (pid === undefined || tool !== undefined || child.pid === undefined) return;
      tool = Number(pid);
      const others = descendants(child.pid).filter((one) => one !== tool);
      for (const one of [child.pid, ...(withTree ? others : [])]) killHard(one);
    };
    await workbench.headroom(['run', file, '--format', 'ndjson'], { onOutput: kill });
    expect(tool).toBeDefined();
    await until(() => tool !== undefined && !isAlive(tool), 5000);
  });

  it('a load generator that hangs ends with it too', async () => {
    const file = workbench.plan(httpTest('x', '', '[{ users: 2, duration: 120s }]'));
    let engine: number | undefined;
    const call = await workbench.headroom(['run', file, '--format', 'ndjson'], {
      onOutput: (text, child) => {
        if (engine !== undefined || child.pid === undefined || !text.includes('"kind":"frame"')) return;
        engine = descendants(child.pid).find((pid) =>
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine.js'),
        );
        if (engine === undefined) throw new Error('The engine is not among the processes of the run.');
        process.kill(engine, 'SIGSTOP');
        killHard(child.pid);
      },
    });
    expect({ engine, ...call }).toMatchObject({ engine: expect.any(Number) as number });
    await until(() => !isAlive(engine ?? process.pid), 5000);
  });
});
