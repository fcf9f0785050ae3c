import { describe, expect, it } from 'vitest';
import { k6ScriptLanguage } from '../../../core/configs/k6/k6Language.ts';
import { parseScript } from '../../../core/configs/k6/parseScript.ts';
import { atCursor } from '../../support/cursor.ts';
import { CASES, HEAD, TAIL } from './k6Offers.ts';
import { taken } from './takenOffer.ts';

function offersIn(marked: string, head: string, tail: string): Map<string, string> {
  const { text, offset } = atCursor(head + marked + tail);
  const offers = k6ScriptLanguage(text, 'javascript', 'load').completions(offset);
  return new Map(
    offers.map((offer) => [offer.label, taken(text, offer).slice(head.length, tail === '' ? undefined : -tail.length)]),
  );
}

describe('completion in the options of a k6 script', () => {
  it.each(CASES)('offers %s', (_, marked, offered, not = []) => {
    const offers = offersIn(marked, HEAD, TAIL);
    for (const [label, result] of Object.entries(offered)) expect(offers.get(label), label).toBe(result);
    for (const label of not) expect([...offers.keys()]).not.toContain(label);
  });

  it('offers what is needed first', () => {
    const { text, offset } = atCursor(
      "export const options = { scenarios: { a: { executor: 'constant-arrival-rate', ‸ } } };",
    );
    const labels = k6ScriptLanguage(text, 'javascript', 'load')
      .completions(offset)
      .map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(['rate', 'duration', 'preAllocatedVUs']);
  });

  it('writes keys in TypeScript, too', () => {
    const { text, offset } = atCursor('export const options: Options = { ‸ } satisfies Options;');
    const [first] = k6ScriptLanguage(text, 'typescript', 'load').completions(offset);
    expect(first?.label).toBe('vus');
  });

  it.each([
    ['a function', 'export const options = { vus: 1 };\nexport default function () { ‸ }'],
    ['an argument', 'export default function () { http.get(‸); }'],
    ['an object of something else', "export default function () { check(1, { '‸' }); }"],
    ['another object', 'const headers = { ‸ };\nexport const options = { vus: 1 };'],
    ['a comment in the options', 'export const options = {\n  // du‸\n};'],
    ['a long comment in the options', 'export const options = { /* du‸ */ };'],
    ['a template', 'export const options = { vus: `${‸}` };'],
    ['the value of a variable', "export const options = { scenarios: { a: { env: { A: '‸' } } } };"],
    ['a number', 'export const options = { vus: 1‸ };'],
    ['front of a value', "export const options = { duration: ‸'1m' };"],
    ['front of an object', 'export const options = { thresholds:‸ { } };'],
    ['what follows a value', 'export const options = { vus: 1 ‸ };'],
    ['what follows a text', "export const options = { duration: '1m'‸ };"],
    ['the limit of a threshold', "export const options = { thresholds: { answers: ['p(95)<5‸'] } };"],
    ['the top of the script', '‸\nexport const options = { vus: 1 };'],
    ['the end of the script', 'export const options = { vus: 1 };\n‸'],
  ])('offers nothing in %s', (_, marked) => {
    const { text, offset } = atCursor(marked);
    expect(k6ScriptLanguage(text, 'javascript', 'load').completions(offset)).toEqual([]);
  });
});

describe('every offer', () => {
  const places = CASES.filter(([what]) => !/not closed/.test(what));

  it.each(places)('of %s leaves a script that can be read', (_, marked) => {
    const { text, offset } = atCursor(HEAD + marked + TAIL);
    for (const offer of k6ScriptLanguage(text, 'javascript', 'load').completions(offset)) {
      const result = taken(text, offer);
      expect(parseScript(result, 'javascript').fault, result).toBeUndefined();
    }
  });
});
