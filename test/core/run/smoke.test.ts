import { describe, expect, it } from 'vitest';
import { smokeChecks } from '../../../core/run/smoke.ts';
import { check, selector } from './helpers.ts';

const ofAll = check(selector('error_rate'), { target: ['<', 0.01] }, { id: 'all' });
const ofOne = check(selector('error_rate', undefined, { request: 'pay' }), { target: ['<', 0.01] }, { id: 'one' });
const latency = check(selector('latency', 'p95'), { target: ['<', 500] }, { id: 'latency' });

describe('the checks of a smoke run', () => {
  it.each([
    ['the test judges all requests', [ofAll, latency], ['all']],
    ['the test judges some requests: the others are asked for too', [ofOne, latency], ['one', 'shop/smoke']],
    ['the test judges no errors', [latency], ['shop/smoke']],
  ])('%s', (_, checks, ids) => {
    expect(smokeChecks('shop', checks).map(({ id }) => id)).toEqual(ids);
  });
});
