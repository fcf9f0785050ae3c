import { describe, expect, it } from 'vitest';
import { redactor } from '../../core/text/redact.ts';

describe('hiding secrets', () => {
  it('finds a value as it is, URL-encoded, as base64 and inside JSON', () => {
    const value = 'pä"ss &1';
    const hide = redactor([value]);
    const forms = [value, encodeURIComponent(value), Buffer.from(value).toString('base64'), JSON.stringify(value)];
    expect(forms.map(hide)).toEqual(['[secret]', '[secret]', '[secret]', '"[secret]"']);
  });

  it.each([
    ['in a query', (value: string) => new URL(`http://h/?a=${value}`).search.slice(3)],
    ['in a form', (value: string) => new URLSearchParams({ a: value }).toString().slice(2)],
    ['with small letters', (value: string) => encodeURIComponent(value).replace(/%../g, (one) => one.toLowerCase())],
    ['as base64 for URLs', (value: string) => Buffer.from(value).toString('base64url')],
    ['in JSON of Go', (value: string) => JSON.stringify(value).slice(1, -1).replace(/&/g, '\\u0026')],
    ['in JSON within JSON', (value: string) => JSON.stringify(JSON.stringify(value)).slice(3, -3)],
    ['in CSV', (value: string) => value.replaceAll('"', '""')],
    ['in ASCII JSON', (value: string) => JSON.stringify(value).slice(1, -1).replace('ä', '\\u00e4')],
  ])('finds a value %s', (_, form) => {
    const value = 'pä"ss/+ &word';
    expect(redactor([value])(`x${form(value)}y`)).toBe('x[secret]y');
  });

  it.each(['', 'u', 'us', 'use', 'user:'])('finds a value in base64 behind "%s"', (before) => {
    const value = 'correct-horse+battery';
    for (const after of ['', 'x', 'xy', 'xyz']) {
      const text = redactor([value])(Buffer.from(before + value + after).toString('base64'));
      expect(text, after).toContain('[secret]');
      // Of the value at most the letters at its ends are left, in characters that hold a part of a neighbour.
      expect(text.replace('[secret]', '').length, text).toBeLessThanOrEqual(before.length * 2 + 4 + 8);
    }
  });

  it.each(['hush', 'p4ss5', 'user66', 'secret7'])('finds the short value %s in base64 behind anything', (value) => {
    for (const before of ['', 'u', 'us', 'use', 'user:']) {
      for (const after of ['', 'x', '"}']) {
        const text = redactor([value])(Buffer.from(before + value + after).toString('base64'));
        expect(text, before + after).toContain('[secret]');
      }
    }
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
