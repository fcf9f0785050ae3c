import { describe, expect, it } from 'vitest';
import { formatDuration, formatMargin, formatValue, formatVerdict } from '../../../core/format.ts';

describe('formatValue', () => {
  it.each([
    [0, 'time', '0 ms'],
    [0.342, 'time', '0.342 ms'],
    [3.42, 'time', '3.42 ms'],
    [34.26, 'time', '34.3 ms'],
    [342.4, 'time', '342 ms'],
    [999.6, 'time', '1.00 s'],
    [1200, 'time', '1.20 s'],
    [9996, 'time', '10.0 s'],
    [59_960, 'time', '1 m 00 s'],
    [125_000, 'time', '2 m 05 s'],
    [3_599_900, 'time', '1 h 00 m'],
    [7_500_000, 'time', '2 h 05 m'],
    [0, 'ratio', '0 %'],
    [0.0012, 'ratio', '0.12 %'],
    [0.5, 'ratio', '50 %'],
    [1, 'ratio', '100 %'],
    [0.999_99, 'ratio', '> 99.99 %'],
    [0.000_001, 'ratio', '< 0.01 %'],
    [1234, 'rate', '1,234 /s'],
    [12.34, 'rate', '12.3 /s'],
    [999, 'bytes', '999 B'],
    [3_400_000, 'bytes', '3.4 MB'],
    [999_960, 'bytes', '1.0 MB'],
    [12_300, 'byte-rate', '12.3 kB/s'],
    [1_234_567, 'count', '1,234,567'],
    [100, 'count', '100'],
    [-3.5, 'number', '-3.5'],
    [0.0001, 'number', '1.0e-4'],
    [NaN, 'time', 'not a number'],
  ] as const)('%d of %s is %s', (value, dimension, text) => {
    expect(formatValue(value, dimension)).toBe(text);
  });
});

describe('formatMargin, formatDuration, formatVerdict', () => {
  it('say what people say', () => {
    expect(formatMargin(342, 400, 'time')).toBe('58 ms under');
    expect(formatMargin(342, 300, 'time')).toBe('42 ms over');
    expect(formatMargin(300, 300, 'time')).toBe('at the limit');
    expect([500, 5000, 60_000, 90_000].map(formatDuration)).toEqual(['500 ms', '5 s', '1 m 00 s', '1 m 30 s']);
    expect((['pass', 'warn', 'fail', 'no-data', 'invalid'] as const).map(formatVerdict)).toEqual([
      'pass',
      'warning',
      'fail',
      'no data',
      'invalid',
    ]);
  });
});
