import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { liveGroups } from '../../core/node/processGroup.ts';
import { runCommand } from '../../core/node/runCommand.ts';
import { isAlive, until } from '../support/until.ts';

const cwd = mkdtempSync(join(tmpdir(), 'headroom-command-'));
afterAll(() => rmSync(cwd, { recursive: true }));
const options = { cwd, timeoutMs: 10_000 };

function node(source: string): string[] {
  return [process.execPath, '-e', source];
}

describe('a command', () => {
  it('yields its exit code and the lines of both outputs', async () => {
    const outcome = await runCommand(node(`console.log('out'); console.error('err'); process.exitCode = 3`), options);
    expect(outcome.exitCode).toBe(3);
    expect(outcome.lines.toSorted()).toEqual(['err', 'out']);
  });

  it.runIf(process.platform !== 'win32')('may leave a child behind, which ends with it', async () => {
    const outcome = await runCommand(['sh', '-c', 'sleep 60 & echo $!; printf unfinished'], options);
    expect(outcome).toMatchObject({ exitCode: 0, lines: [expect.stringMatching(/^\d+$/), 'unfinished'] });
    await until(() => !isAlive(Number(outcome.lines[0])));
  });

  it('delivers its lines while it runs', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const onLine = (line: string) => {
      seen.push(line);
      stop.abort();
    };
    const command = node(`console.log('ready'); setInterval(() => 0, 1000)`);
    const outcome = await runCommand(command, { ...options, signal: stop.signal, onLine });
    expect(seen).toEqual(['ready']);
    expect(outcome).toEqual({ failure: expect.stringMatching(/was stopped, because it was cancelled/), lines: seen });
  });

  it('is stopped when the receiver of its lines fails', async () => {
    const onLine = () => {
      throw new Error('disk full');
    };
    const command = node(`console.log('ready'); setInterval(() => 0, 1000)`);
    await expect(runCommand(command, { ...options, onLine })).rejects.toThrow('disk full');
    expect(liveGroups()).toHaveLength(0);
  });

  it('is not started when it was cancelled before', async () => {
    const command = node(`require('node:fs').writeFileSync('started', '')`);
    const outcome = await runCommand(command, { ...options, signal: AbortSignal.abort() });
    expect(outcome).toEqual({ failure: 'it was cancelled', lines: [] });
    expect(existsSync(join(cwd, 'started'))).toBe(false);
  });

  it('is stopped when its time is up', async () => {
    const outcome = await runCommand(node('setInterval(() => 0, 1000)'), { ...options, timeoutMs: 300 });
    expect(outcome.failure).toMatch(/longer than 0.3 s/);
  });

  it.each([[[]], [['']]])('without a program is a failure in words: %j', async (command) => {
    expect(await runCommand(command, options)).toEqual({ failure: 'no program is named', lines: [] });
  });

  it.each([['/no/such/command'], [process.execPath, '\0']])(
    'that cannot be started is one too: %j',
    async (...command) => {
      expect((await runCommand(command, options)).failure).toMatch(/could not be started/);
    },
  );
});
