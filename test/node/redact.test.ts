import { describe, expect, it } from 'vitest';
import { redactor } from '../../core/text/redact.ts';

describe('hiding secrets', () => {
  it('finds a value as it is, URL-encoded, as base64 and inside JSON', () => {
    const value = 'pä"ss &1';
    const hide = redactor([value]);
    const forms = [value, encodeURIComponent(value), Buffer.from(value).toString('base64'), JSON.stringify(value)];
    expect(forms.map(hide)).toEqual(['[secret]', '[secret]', '[secret]', '"[secret]"']);
  });

  it('leaves values alone that are too short to be told from other text', () => {
    expect(redactor(['abc', ''])('abc abcd')).toBe('abc abcd');
  });

  it('hides each line of a value with several, without its indentation', () => {
    const hide = redactor(['-----BEGIN KEY-----\r\n  MIIEvQIBAD\n    \nabc\n-----END KEY-----\n']);
    expect(hide('read MIIEvQIBAD from the file')).toBe('read [secret] from the file');
    expect(hide('-----BEGIN KEY-----')).toBe('[secret]');
    expect(hide('    abc')).toBe('    abc');
  });

  it('takes values of any length', () => {
    const value = 'x'.repeat(500_000);
    expect(redactor([value])(`a ${value} b`)).toBe('a [secret] b');
  });
});
