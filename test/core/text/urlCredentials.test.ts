import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { urlSecrets, withoutUrlCredentials } from '../../../core/text/urlCredentials.ts';

describe('credentials in addresses', () => {
  it.each([
    ['http://admin:hunter2pw@127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
    ['see HTTPS://key@shop/x and redis://:pw@cache', 'see HTTPS://shop/x and redis://cache'],
    ['http://me:p@ss@shop/', 'http://shop/'],
    ['"GET http://me:pw@shop/a","http://me:pw@shop/b"', '"GET http://shop/a","http://shop/b"'],
    ['http://${user}:pw@shop/', 'http://shop/'],
  ])('are left out of %s', (text, shown) => {
    expect(withoutUrlCredentials(text)).toBe(shown);
  });

  it.each([
    'http://shop/?mail=me@example.com',
    'http://shop/@me',
    'me@example.com',
    'http://me:${secrets.PASSWORD}@shop/',
    'http://${secrets.KEY}@shop/',
    `${'a'.repeat(100_000)}://${'b'.repeat(100_000)}`,
  ])('are not in %s', (text) => {
    expect(withoutUrlCredentials(text)).toBe(text);
    expect(urlSecrets(text)).toEqual([]);
  });

  it('leave a plan that is read as before', () => {
    const text = `headroom: 1\nenvironments: { a: { target: http://me:hush@shop/ } }\ntests:\n  t: { runner: http, request: "GET \${target}/", stages: [{ users: 1, duration: 1s }], checks: [error_rate < 1%] }\n`;
    const { plan, problems } = parsePlan(withoutUrlCredentials(text), { environment: 'a' });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(plan?.environment?.target?.value).toBe('http://shop/');
  });

  it('are known as other texts repeat them, but for a password that may be any word', () => {
    expect(urlSecrets('http://admin:hunter2%21pw@shop/ http://shop:shop@db http://key@x')).toEqual([
      'admin:hunter2%21pw',
      'hunter2%21pw',
      'admin:hunter2!pw',
      'hunter2!pw',
      'shop:shop',
    ]);
  });
});
