import { expect, test } from 'vitest';
import { mayHaveTargets } from '../../../client/checklists/targets/mayHaveTargets.ts';

test.each([
  ['a table', '# Search\n\n| Metric | Target |\n| --- | ---: |\n| p95 | < 1s |\n', true],
  ['one with Windows line ends', '| Metric | Max |\r\n|:-|-|\r\n| p95 | 1s |\r\n', true],
  ['one without outer bars', 'Metric | SLO\n--- | ---\np95 | < 1s\n', true],
  ['one in German', '| Metrik | Zielwert |\n|---|---|\n| p95 | < 1s |\n', true],
  ['one in Chinese', '| 指标 | 目标值 |\n|---|---|\n| p95 | < 1s |\n', true],
  ['one in a quote', '> | Metric | Threshold |\n> |---|---|\n> | p95 | < 1s |\n', true],
  ['a table of something else', '| File | Lines |\n|---|---|\n| target.md | 3 |\n', false],
  ['words and bars', 'Our target | or goal\n\nis | this.\n', false],
  ['a line below a heading', 'Targets\n---\n\n- one\n', false],
  ['nothing', '', false],
])('%s', (_, text, expected) => {
  expect(mayHaveTargets(text)).toBe(expected);
});
