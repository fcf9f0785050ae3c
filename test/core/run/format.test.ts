import { describe, expect, it } from 'vitest';
import { formatBeside, formatDuration, formatMargin, formatValue, formatVerdict } from '../../../core/format.ts';

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

describe('formatBeside', () => {
  it.each([
    [342.4, 'time', [500], '342 ms'],
    [500.4, 'time', [500], '500.4 ms'],
    [499.98, 'time', [500], '499.98 ms'],
    [500.45, 'time', [500.4], '500.45 ms'],
    [500, 'time', [500], '500 ms'],
    [500 * (1 + 1e-12), 'time', [500], '500 ms'],
    [1200.04, 'time', [1200], '1.20004 s'],
    [1204, 'time', [1200, 5000], '1.204 s'],
    [300_400, 'time', [300_000], '300.4 s'],
    [7_499_000, 'time', [7_500_000], '7,499 s'],
    [0.010_04, 'ratio', [0.01], '1.004 %'],
    [0.999_99, 'ratio', [0.999], '> 99.99 %'],
    [0.999_99, 'ratio', [0.999_995], '99.999 %'],
    [0.999_99, 'ratio', [1], '> 99.99 %'],
    [0.000_02, 'ratio', [0.000_01], '0.002 %'],
    [0.000_02, 'ratio', [0.001, 0], '< 0.01 %'],
    [99.96, 'rate', [100], '99.96 /s'],
    [3_449_000, 'bytes', [3_400_000], '3.45 MB'],
    [999_960, 'byte-rate', [1_000_000], '0.99996 MB/s'],
    [100_000.3, 'count', [100_000], '100,000.3'],
    [-500.4, 'number', [-500], '-500.4'],
    [0.000_123_4, 'number', [0.000_12], '1.23e-4'],
    [NaN, 'time', [500], 'not a number'],
  ] as const)('of %s %s beside %j is %s', (value, dimension, limits, text) => {
    expect(formatBeside(value, dimension, limits)).toBe(text);
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
