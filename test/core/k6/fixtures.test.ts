import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { K6_PROBLEMS } from '../../../core/configs/k6/problems.ts';
import { readK6Config } from '../../../core/configs/k6/readK6Config.ts';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';
import type { Problem } from '../../../core/problem.ts';
import { describeAt, readMarkers } from '../../support/markers.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/k6');
const fixtures = readdirSync(FOLDER).map((name) => ({
  name,
  ...readMarkers(readFileSync(path.join(FOLDER, name), 'utf8')),
}));

function problemsOf(name: string, text: string): Problem[] {
  if (name.endsWith('.json')) return readK6Config(text).problems;
  return readK6Script(text, name.endsWith('.ts') ? 'typescript' : 'javascript').problems;
}

function mended(text: string, { fix }: Problem): string {
  return (fix?.edits ?? [])
    .toSorted((a, b) => b.span[0] - a.span[0])
    .reduce(
      (result, { span: [start, end], text: written }) => result.slice(0, start) + written + result.slice(end),
      text,
    );
}

describe('k6 fixtures: every marked problem is found, and no other', () => {
  it.each(fixtures)('$name', ({ name, text, expected }) => {
    const found = problemsOf(name, text).map(({ code, span }) => describeAt(text, code, span));
    const wanted = expected.map(({ code, span }) => describeAt(text, code, span));
    expect(found.sort()).toEqual(wanted.sort());
  });

  it.each(fixtures)('$name with Windows line ends', ({ name, text, expected }) => {
    const codes = problemsOf(name, text.replaceAll('\n', '\r\n')).map(({ code }) => code);
    expect(codes.sort()).toEqual(expected.map(({ code }) => code).sort());
  });

  it.each(fixtures)('$name: messages are whole sentences', ({ name, text }) => {
    for (const { message } of problemsOf(name, text)) expect(message).toMatch(/^(?!.*(``|undefined|\.\.| {2})).*[.?]$/);
  });

  it.each(fixtures)('$name: what a fix mends is not found again', ({ name, text }) => {
    for (const problem of problemsOf(name, text).filter(({ fix }) => fix)) {
      const after = problemsOf(name, mended(text, problem));
      const again = after.find(({ code, span }) => code === problem.code && span[0] === problem.span[0]);
      expect(again, `${problem.message} ${problem.fix?.title ?? ''}`).toBeUndefined();
    }
  });

  it('every code has a fixture', () => {
    const covered = new Set(fixtures.flatMap(({ expected }) => expected.map(({ code }) => code)));
    // Files that are too large, in `unreadable.test.ts`.
    const elsewhere = new Set(['k6-not-read']);
    expect(Object.keys(K6_PROBLEMS).filter((code) => !covered.has(code) && !elsewhere.has(code))).toEqual([]);
  });
});
