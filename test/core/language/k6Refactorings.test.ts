import { describe, expect, it } from 'vitest';
import { k6ScriptLanguage } from '../../../core/configs/k6/k6Language.ts';
import { loadInsight } from '../../../core/configs/k6/load/loadInsight.ts';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';
import { atCursor } from '../../support/cursor.ts';

const TAIL = '\nexport default function () {}\n';

/** The script after the change that is offered; undefined where none is. */
function changed(marked: string): string | undefined {
  const { text, offset } = atCursor(marked + TAIL);
  const [change] = k6ScriptLanguage(text, 'javascript', 'load').refactorings([offset, offset]);
  if (!change) return undefined;
  const edits = [...change.edits].sort((a, b) => b.span[0] - a.span[0]);
  return edits
    .reduce(
      (result, { span: [start, end], text: written }) => result.slice(0, start) + written + result.slice(end),
      text,
    )
    .slice(0, -TAIL.length);
}

function loadOf(text: string): unknown {
  const { options, load, problems } = readK6Script(text + TAIL, 'javascript');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return options && load && loadInsight(options, load);
}

describe('a load that is written as a scenario', () => {
  it.each([
    [
      "export const options = { v‸us: 7, duration: '30s' };",
      "export const options = { scenarios: { default: { executor: 'constant-vus', vus: 7, duration: '30s' } }, };",
    ],
    [
      "export const options = {\n  vus: 7, // some\n  throw: true,\n  dura‸tion: '30s',\n};",
      "export const options = {\n  scenarios: { default: { executor: 'constant-vus', vus: 7, duration: '30s' } }, // some\n  throw: true,\n};",
    ],
    [
      "export const options = {\n  stages: [\n    { duration: '1m', target: 5‸ },\n  ],\n  vus: 2\n};",
      "export const options = {\n  scenarios: { default: { executor: 'ramping-vus', startVUs: 2, stages: [\n    { duration: '1m', target: 5 },\n  ] } },\n};",
    ],
    [
      'export const options = { vus: 7‸ };',
      "export const options = { scenarios: { default: { executor: 'shared-iterations', vus: 7, iterations: 7 } } };",
    ],
    [
      'export const options = { iterations: 9‸, vus: 3, duration: "1m" };',
      'export const options = { scenarios: { default: { executor: "shared-iterations", vus: 3, iterations: 9, maxDuration: "1m" } }, };',
    ],
  ])('%s', (marked, expected) => {
    const result = changed(marked);
    expect(result).toBe(expected);
    expect(loadOf(result ?? '')).toEqual(loadOf(atCursor(marked).text));
  });

  it.each([
    ["export const options = { vus: 7, duration: '30s', th‸row: true };"],
    ["export const options = { scen‸arios: { a: { executor: 'shared-iterations' } } };"],
    ["export const options = { vus: __ENV.USERS, dura‸tion: '30s' };"],
    ["const vus = 7;\nexport const options = { vus, dura‸tion: '30s' };"],
    ["const base = { vus: 7 };\nexport const options = { ...base, dura‸tion: '30s' };"],
    ["export const options = { ...base(), dura‸tion: '30s' };"],
    ["export const options = { dura‸tion: '30x' };"],
    ['export const options = { thr‸ow: true };'],
  ])('is not offered in %s', (marked) => expect(changed(marked)).toBeUndefined());
});
