import { describe, expect, it } from 'vitest';
import { readLines } from '../../core/node/lines.ts';
import { liveGroups, ProcessGroup, TERMINATE } from '../../core/node/processGroup.ts';
import { isAlive, until } from '../support/until.ts';

const TERMINATE_SOON = { ...TERMINATE, waitMs: 200 };

function node(source: string, extra: Partial<ConstructorParameters<typeof ProcessGroup>[0]> = {}): ProcessGroup {
  return new ProcessGroup({ command: process.execPath, args: ['-e', source], stopSteps: [TERMINATE_SOON], ...extra });
}

async function firstLine(group: ProcessGroup): Promise<string | undefined> {
  for await (const line of readLines(group.stdout)) return line;
  return undefined;
}

describe('a process group', () => {
  it('reports the exit once, with its code', async () => {
    expect(await node('process.exit(3)').exited).toEqual({ kind: 'exited', code: 3, signal: null });
    expect(liveGroups()).toHaveLength(0);
  });

  it('reports a command that does not exist as failed', async () => {
    const group = new ProcessGroup({ command: '/no/such/command', args: [] });
    expect(await group.exited).toMatchObject({ kind: 'failed' });
    expect(await group.stop()).toMatchObject({ kind: 'failed' });
    expect(liveGroups()).toHaveLength(0);
  });

  it.each([
    ['an empty command', '', []],
    ['an argument with a NUL byte', process.execPath, ['\0']],
  ])('reports %s, which spawn throws for, as failed', async (_name, command, args) => {
    const group = new ProcessGroup({ command, args });
    group.stdin.end('text');
    expect(await firstLine(group)).toBeUndefined();
    expect(await group.exited).toMatchObject({ kind: 'failed' });
    expect(await group.stop()).toMatchObject({ kind: 'failed' });
    expect(liveGroups()).toHaveLength(0);
  });

  it('asks politely first', async () => {
    const source = `process.stdin.on('data', () => process.exit(0)); console.log('ready'); setInterval(() => 0, 1000)`;
    const group = node(source, { stopSteps: [{ take: ({ stdin }) => stdin.write('quit\n'), waitMs: 5000 }] });
    expect(await firstLine(group)).toBe('ready');
    expect(await group.stop()).toEqual({ kind: 'exited', code: 0, signal: null });
  });

  it.runIf(process.platform !== 'win32')('stops everything in all groups, the stubborn ones too', async () => {
    const stubborn = `process.on('SIGTERM', () => 0); setInterval(() => 0, 1000); console.log('ready');`;
    const parent = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}]);
      child.stdout.once('data', () => console.log(child.pid));`;
    const [first, second] = [node(parent), node(stubborn)];
    const grandchild = Number(await firstLine(first));
    expect(await firstLine(second)).toBe('ready');
    expect(liveGroups()).toHaveLength(2);
    await Promise.all(liveGroups().map((group) => group.stop()));
    expect(await first.exited).toMatchObject({ signal: 'SIGTERM' });
    expect(await second.exited).toMatchObject({ signal: 'SIGKILL' });
    expect(liveGroups()).toHaveLength(0);
    await until(() => !isAlive(grandchild));
  });

  it.runIf(process.platform !== 'win32')('does not wait for output that a child left behind holds open', async () => {
    const source = `
      const child = require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' });
      console.log(child.pid); setTimeout(() => process.exit(0), 50)`;
    const group = node(source);
    const left = Number(await firstLine(group));
    expect(await group.exited).toMatchObject({ code: 0 });
    await until(() => !isAlive(left));
  });
});
