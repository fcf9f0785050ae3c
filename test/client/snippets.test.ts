import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../core/configs/plan/parsePlan.ts';
import { recognise } from '../../core/configs/recognise.ts';
import { scriptProblems } from '../../core/configs/scriptProblems.ts';
import type { Problem } from '../../core/problem.ts';
import { read } from '../architecture/sources.ts';

interface Snippet {
  prefix: string;
  description: string;
  body: string[];
}
interface Manifest {
  contributes: { snippets: { language: string; path: string }[] };
}
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const snippetsIn = (path: string): Snippet[] => Object.values(JSON.parse(read(path)) as Record<string, Snippet>);

/** What stands in the document when every stop is left as it is. */
function inserted({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replaceAll('\\$', '$');
}

const indented = (text: string, depth: number): string => text.replace(/^(?=.)/gm, ' '.repeat(depth));

/** What must stand around a snippet that is a part of a file. */
const AROUND: Record<string, (part: string) => string> = {
  'http-test': (part) =>
    `headroom: 1\nenvironments:\n  local: { target: 'http://127.0.0.1:8080' }\ntests:\n${indented(part, 2)}`,
  'artillery-ensure': (part) =>
    `config:\n  target: http://127.0.0.1:8080\n  phases: [{ duration: 1, arrivalRate: 1 }]\n${indented(part, 2)}scenarios:\n  - flow: [{ get: { url: / } }]\n`,
};

function problemsOf(language: string, text: string): readonly Problem[] {
  const path = { 'headroom-plan': 'a.headroom.yaml', yaml: 'a.yml', javascript: 'a.js', typescript: 'a.ts' }[language];
  if (path === undefined) throw new Error(`No file for ${language}`);
  const { dialect } = recognise(path, text);
  expect(dialect).toBeDefined();
  return dialect === 'plan' || dialect === undefined
    ? parsePlan(text).problems
    : scriptProblems(dialect, { path, text, files: {} });
}

describe('snippets', () => {
  const all = contributes.snippets.flatMap(({ language, path }) =>
    snippetsIn(path).map((snippet) => ({ language, snippet, prefix: snippet.prefix })),
  );

  test.each(all)('$prefix in $language is right as it is inserted', ({ language, snippet }) => {
    const text = inserted(snippet);
    expect(text).not.toMatch(/\$\{\d|\$\d/);
    expect(problemsOf(language, (AROUND[snippet.prefix] ?? ((whole) => whole))(text))).toEqual([]);
  });

  test('are told apart by their prefixes', () => {
    for (const { language } of contributes.snippets) {
      const prefixes = all.filter((one) => one.language === language).map(({ prefix }) => prefix);
      expect(new Set(prefixes).size).toBe(prefixes.length);
    }
  });
});
