import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkNodeVersion } from '../../scripts/lib/nodeVersion.mjs';

const BIN = path.resolve(import.meta.dirname, '..', '..', 'bin');
/** Stands where the bundle stands and tells how it was called. */
const FAKE_CLI = `console.log(JSON.stringify({ args: process.argv.slice(2), pid: process.pid, node: process.execPath }));
process.exitCode = Number(process.env.FAKE_EXIT ?? 0);`;

let scratch: string;

beforeAll(() => {
  scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bin-')));
});
afterAll(() => {
  fs.rmSync(scratch, { recursive: true, force: true });
});

/** A checkout with nothing but the launcher and, if wanted, a bundle. */
function checkout(name: string, { built }: { built: boolean }): string {
  const folder = path.join(scratch, name);
  fs.cpSync(BIN, path.join(folder, 'bin'), { recursive: true });
  if (built) {
    fs.mkdirSync(path.join(folder, 'dist'));
    fs.writeFileSync(path.join(folder, 'dist', 'cli.js'), FAKE_CLI);
  }
  return folder;
}

interface Call {
  code: number | null;
  stdout: string;
  stderr: string;
  pid: number | undefined;
}

function call(file: string, args: string[], env: Record<string, string> = {}): Promise<Call> {
  return new Promise((resolve) => {
    const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`;
    const child = execFile(file, args, { env: { ...process.env, PATH, ...env } }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr, pid: child.pid });
    });
  });
}

const told = (stdout: string) => JSON.parse(stdout) as { args: string[]; pid: number; node: string };

/** A Node on this machine that is too old for us. */
function findOldNode(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .concat('/usr/local/bin', '/usr/bin')
    .map((folder) => path.join(folder, 'node'))
    .filter((file) => fs.existsSync(file))
    .find((file) => checkNodeVersion(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout.trim()) !== undefined);
}

describe.skipIf(process.platform === 'win32')('bin/headroom', () => {
  test('hands over arguments as they are and the exit code as it is, in one process', async () => {
    const folder = checkout('plain', { built: true });
    const args = ['run', 'a plan.yaml', '--set', 'x=*', ''];
    const result = await call(path.join(folder, 'bin', 'headroom'), args, { FAKE_EXIT: '3' });
    expect(result.stderr).toBe('');
    expect(result.code).toBe(3);
    expect(told(result.stdout).args).toEqual(args);
    expect(told(result.stdout).pid).toBe(result.pid);
  });

  test('works through links, absolute and relative, also from another folder with blanks', async () => {
    const folder = checkout('with blanks', { built: true });
    const links = path.join(scratch, 'links');
    fs.mkdirSync(links);
    fs.symlinkSync(path.join(folder, 'bin', 'headroom'), path.join(links, 'absolute'));
    fs.symlinkSync(path.join('..', 'with blanks', 'bin', 'headroom'), path.join(links, 'relative'));
    fs.symlinkSync('relative', path.join(links, 'twice'));
    for (const name of ['absolute', 'relative', 'twice']) {
      const { code, stdout, stderr } = await call(path.join(links, name), ['doctor']);
      expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' });
      expect(told(stdout).args).toEqual(['doctor']);
    }
  });

  test('prefers the Node of the checkout', async () => {
    const folder = checkout('pinned', { built: true });
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-x64']) {
      const bin = path.join(folder, 'node_modules', `node-${platform}`, 'bin');
      fs.mkdirSync(bin, { recursive: true });
      fs.writeFileSync(path.join(bin, 'node'), `#!/bin/sh\necho "pinned for ${platform}"\n`, { mode: 0o755 });
    }
    const { stdout } = await call(path.join(folder, 'bin', 'headroom'), []);
    const expected = { 'linux-x64': 1, 'linux-arm64': 1, 'darwin-x64': 1 };
    const here = `${process.platform}-${process.arch}`;
    if (here in expected) expect(stdout).toBe(`pinned for ${here}\n`);
    else expect(told(stdout).node).toBe(process.execPath);
  });

  test('says what to do when it is not built', async () => {
    const folder = checkout('not-built', { built: false });
    const { code, stdout, stderr } = await call(path.join(folder, 'bin', 'headroom'), ['validate', 'x']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('npm install && npm run build');
    expect(stderr).toContain(folder);
  });

  test('says what to do when there is no Node', async () => {
    const folder = checkout('no-node', { built: true });
    const tools = path.join(scratch, 'no-node-path');
    fs.mkdirSync(tools);
    for (const name of ['dirname', 'readlink', 'uname']) {
      const found = ['/usr/bin', '/bin'].map((bin) => path.join(bin, name)).find((file) => fs.existsSync(file));
      fs.symlinkSync(found ?? name, path.join(tools, name));
    }
    const { code, stderr } = await call(path.join(folder, 'bin', 'headroom'), [], { PATH: tools });
    expect(code).toBe(2);
    expect(stderr).toContain('no Node found');
  });
});

describe('bin/headroom.cjs', () => {
  const tooOld = (result: Call) => {
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(
      /^headroom: Node v\d+\.\d+\.\d+ is too old, 22\.19 or newer is needed\. Run `npm install`/,
    );
  };

  test.each(['v22.18.9', 'v20.20.2', 'v4.0.0'])('refuses a Node that calls itself %s', async (version) => {
    const folder = checkout(`pretend-${version}`, { built: true });
    const preload = path.join(folder, 'pretend.cjs');
    fs.writeFileSync(preload, `Object.defineProperty(process, 'version', { value: '${version}' });`);
    tooOld(await call(process.execPath, ['--require', preload, path.join(folder, 'bin', 'headroom.cjs')]));
  });

  const oldNode = findOldNode();
  test.skipIf(oldNode === undefined)('refuses an old Node of this machine (skipped where there is none)', async () => {
    const folder = checkout('old-node', { built: true });
    tooOld(await call(oldNode ?? '', [path.join(folder, 'bin', 'headroom.cjs')]));
  });
});
