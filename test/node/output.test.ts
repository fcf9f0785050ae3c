import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const OUTPUT = new URL('../../cli/output.ts', import.meta.url).href;
/** Writes to both outputs when it is told to, that is, when nobody reads them any more. */
const WRITER = `
  import { processOutput } from ${JSON.stringify(OUTPUT)};
  process.stdin.once('data', () => {
    let left = 5;
    const timer = setInterval(() => {
      processOutput.out('result');
      processOutput.err('message');
      processOutput.raw('text');
      if ((left -= 1) > 0) return;
      clearInterval(timer);
      process.exit(7);
    }, 20);
  });
  processOutput.out('ready');`;

describe('the output of the command line', () => {
  it('does not end the process when nobody reads it any more', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER], { stdio: 'pipe' });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stderr.destroy();
    await Promise.all([once(child.stdout, 'close'), once(child.stderr, 'close')]);
    child.stdin.write('go\n');
    expect(await exited).toEqual([7, null]);
  });

  it('takes an error of either stream without a word', async () => {
    await import('../../cli/output.ts');
    for (const stream of [process.stdout, process.stderr]) {
      expect(() => stream.emit('error', Object.assign(new Error('write EIO'), { code: 'EIO' }))).not.toThrow();
    }
  });

  it('lets no text steer the terminal', async () => {
    const line = String.raw`a\u001b[1A\u001b[2K\u202eb\u001b[31m`;
    const code = `import { processOutput } from ${JSON.stringify(OUTPUT)}; processOutput.out('${line}'); processOutput.err('${line}');`;
    const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', code], { stdio: 'pipe' });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    await once(child, 'close');
    expect(said).toBe('a�[1A�[2K�b�[31m\n'.repeat(2));
  });
});
