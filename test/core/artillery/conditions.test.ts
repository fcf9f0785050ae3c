import { describe, expect, it } from 'vitest';
import { findConditionFault } from '../../../core/configs/artillery/model/conditionGrammar.ts';
import { secondsOf } from '../../../core/configs/artillery/model/values.ts';
import { readYaml } from '../../../core/configs/yaml/readYaml.ts';

/** What filtrex 2.2.3 answered to each of these. */
const TAKEN = [
  ...['a', 'not a', '- not a', 'not - a', 'true', '1 == 1 == 1', 'a<b<c', 'a!=b', 'a.b-c > 1', '5 % 2', 'android'],
  ...['x in (1,2)', 'x not in (1,2)', 'a not  in b', 'a in 5', '(1,2)', 'f()', 'f(1,2)', 'x of y', 'a ~= "b"'],
  ...['a ? b : c', 'a ? b ? c : d : e', '\'x y\' == "z"', '"it\\"s"', 'a\nand b', '""', "''", 'in', 'not in', 'not'],
];
const REFUSED = [
  ...['', '  ', 'a ==', 'f(,)', 'a && b', 'a || b', 'a = 1', 'a === 1', '!a', 'a[0]', '1..2', '.5', 'a ; b', 'é'],
  ...['{{ x }}', 'not(a)', 'a b', '(a', 'a)', '12a', '"open', 'a ? b', 'a and and b', '"a" of b'],
];

describe('conditions are judged as filtrex judges them', () => {
  it.each(TAKEN)('%j is one', (text) => {
    expect(findConditionFault(text)).toBeUndefined();
  });

  it.each(REFUSED)('%j is none', (text) => {
    expect(findConditionFault(text)).toBeDefined();
  });

  it('thousands of brackets are no condition, and no crash', () => {
    expect(findConditionFault('('.repeat(100_000))).toBeDefined();
  });
});

describe('durations in seconds', () => {
  it.each([
    ['5', 5],
    ['"5"', 5],
    ['5s', 5],
    ['"2 seconds"', 2],
    ['500ms', 0.5],
    ['1.5m', 90],
    ['.5h', 1800],
    ['1d', 86_400],
    ['1_000', 1000],
    ['1:30', 90],
    ['-5', -5],
    ['0.5', undefined],
    ['"1.5"', undefined],
    ['1m30s', undefined],
    ['abc', undefined],
    ['5 parsecs', undefined],
    ['""', undefined],
  ])('%s', (written, seconds) => {
    const { root } = readYaml(`a: ${written}`, '');
    expect(secondsOf(root?.kind === 'map' ? root.entries[0]?.value : undefined)).toBe(seconds);
  });
});
