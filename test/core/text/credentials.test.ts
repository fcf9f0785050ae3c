import { describe, expect, it } from 'vitest';
import { withoutCredentials } from '../../../core/text/credentials.ts';

describe('what looks like a credential', () => {
  it.each([
    ['http://me:hush@shop/x', 'http://shop/x'],
    ['http://shop/?q=1&access_token=abc123&p=2', 'http://shop/?q=1&access_token=[secret]&p=2'],
    ['GET /?api-key=abc', 'GET /?api-key=[secret]'],
    ['Authorization: Bearer abcdef.ghi', 'Authorization: Bearer [secret]'],
    ['X-Api-Key: abcdef', 'X-Api-Key: [secret]'],
    ['{"password":"hush","n":1}', '{"password":"[secret]","n":1}'],
    [String.raw`{"body":"{\"session_token\":\"hush\"}"}`, String.raw`{"body":"{\"session_token\":\"[secret]\"}"}`],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def', '[secret]'],
    ['ghp_abcdefghijklmnop', '[secret]'],
  ])('%s', (text, shown) => {
    expect(withoutCredentials(text)).toBe(shown);
  });

  it.each(['http://127.0.0.1:8080/search?q=shoes', '200 tokens a second', 'p(95)<500', 'me@example.com'])(
    'is not in %s',
    (text) => {
      expect(withoutCredentials(text)).toBe(text);
    },
  );

  it('is looked for to the end of a long word, which more than linear time would never reach', () => {
    const text = 'a'.repeat(200_000);
    expect(withoutCredentials(text)).toBe(text);
  });
});
