import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import type { Fix, Problem } from '../../../core/problem.ts';
import { readMarkers } from '../../support/markers.ts';
import { SLIPS } from '../yaml/slipTable.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/plans');
const fixtures = readdirSync(FOLDER).map((name) => ({
  name,
  text: readMarkers(readFileSync(path.join(FOLDER, name), 'utf8')).text,
}));
const slips = SLIPS.map(([name, , lines]) => ({ name, text: readMarkers(lines).text }));

const problemsOf = (text: string): Problem[] => parsePlan(text, { fileKind: () => 'file' }).problems;

function mended(text: string, { edits }: Fix): string {
  const ordered = edits.toSorted((a, b) => b.span[0] - a.span[0]);
  return ordered.reduce((now, edit) => now.slice(0, edit.span[0]) + edit.text + now.slice(edit.span[1]), text);
}

const kinds = (problems: readonly Problem[]): string[] => problems.map(({ code, message }) => `${code}: ${message}`);

describe('every mend takes its problem away, and a certain one brings no other', () => {
  it.each([...fixtures, ...slips])('$name', ({ text }) => {
    const problems = problemsOf(text);
    const wrong = problems.flatMap((problem) => {
      if (!problem.fix) return [];
      const before = kinds(problems);
      const after = kinds(problemsOf(mended(text, problem.fix)));
      const isGone = count(after, problem) < count(before, problem);
      // Behind a fault of YAML's own the text was not read, so other faults may come to light.
      const mayFollow = problem.fix.isGuess === true || /^yaml-|^missing-blank$/.test(problem.code);
      const added = after.filter((kind) => !before.includes(kind) && (!mayFollow || kind.startsWith('yaml-')));
      return isGone && added.length === 0
        ? []
        : [{ problem: kinds([problem])[0], fix: problem.fix.edits, isGone, added }];
    });
    expect(wrong).toEqual([]);
  });
});

function count(all: readonly string[], problem: Problem): number {
  const [kind] = kinds([problem]);
  return all.filter((other) => other === kind).length;
}
