import { describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { callHeadroom } from './headroomCommand.ts';

describe('headroom without a command to run', { timeout: 30_000 }, () => {
  it('prints its version', async () => {
    expect(await callHeadroom(['--version'], '/')).toEqual({ code: 0, out: `${packageFile.version}\n`, err: '' });
  });

  it('answers a misspelt command with a hint and not with everything', async () => {
    expect(await callHeadroom(['rnu'], '/')).toEqual({
      code: 2,
      out: '',
      err: 'headroom has no command rnu. Did you mean run? `headroom --help` shows all.\n',
    });
  });
});
