import { describe, expect, it } from 'vitest';
import { compileBody } from '../../../core/node/engine/requestBody.ts';
import { prepareRequest } from '../../../core/node/engine/renderRequest.ts';
import { get } from '../../support/engineRun.ts';

describe('credentials in an address', () => {
  it.each([
    ['http://ann:p%40ss@127.0.0.1/', 'ann:p@ss'],
    ['http://ann:100%@127.0.0.1/', 'ann:100%'],
  ])('%s', (address, credentials) => {
    const request = get(address);
    const prepared = prepareRequest(request, compileBody(request), false, () => undefined);
    expect(prepared?.headers).toContain(`Basic ${Buffer.from(credentials).toString('base64')}`);
  });
});
