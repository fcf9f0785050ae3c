import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { PLAN_PROBLEMS } from '../../../core/configs/plan/problems.ts';
import type { FileKind } from '../../../core/configs/plan/rules/rule.ts';
import { YAML_PROBLEMS } from '../../../core/configs/yaml/yamlProblems.ts';
import { describeAt, readMarkers } from '../../support/markers.ts';
import { SLIPS } from '../yaml/slipTable.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/plans');
const fixtures = readdirSync(FOLDER).map((name) => ({
  name,
  ...readMarkers(readFileSync(path.join(FOLDER, name), 'utf8')),
}));
const fileKind = (file: string): FileKind =>
  file.startsWith('present') ? 'file' : file.startsWith('folder') ? 'folder' : 'missing';

describe('plan fixtures: every marked problem is found, and no other', () => {
  it.each(fixtures)('$name', ({ text, expected }) => {
    const found = parsePlan(text, { fileKind }).problems.map(({ code, span }) => describeAt(text, code, span));
    const wanted = expected.map(({ code, span }) => describeAt(text, code, span));
    expect(found.sort()).toEqual(wanted.sort());
  });

  it.each(fixtures)('$name with Windows line ends', ({ name, text, expected }) => {
    // A folded or block text has other characters then, but the same lines and codes.
    const windows = text.replaceAll('\n', '\r\n');
    const codes = (list: { code: string }[]): string[] => list.map(({ code }) => code).sort();
    expect(codes(parsePlan(windows, { fileKind }).problems), name).toEqual(codes(expected));
  });

  it.each(fixtures)('$name: no message has empty or nested code quotes', ({ text }) => {
    const messages = parsePlan(text, { fileKind }).problems.map(({ message }) => message);
    expect(messages.filter((message) => message.includes('``'))).toEqual([]);
  });

  it('every code has a fixture', () => {
    const slips = SLIPS.map(([, , lines]) => readMarkers(lines));
    const covered = new Set([...fixtures, ...slips].flatMap(({ expected }) => expected.map(({ code }) => code)));
    const elsewhere = new Set([
      // Tested one by one in `wholeFile.test.ts`, because they concern the file as a whole.
      ...['yaml-too-large', 'yaml-too-deep', 'yaml-empty', 'yaml-several-documents', 'yaml-syntax', 'yaml-more'],
      'yaml-alias-expansion',
      ...['variable-too-long', 'condition-too-long'],
      // Only while a plan is made ready to run.
      'environment-variable-not-set',
      'environments-not-read',
    ]);
    const codes = [...Object.keys(PLAN_PROBLEMS), ...Object.keys(YAML_PROBLEMS)];
    expect(codes.filter((code) => !covered.has(code) && !elsewhere.has(code))).toEqual([]);
  });
});
