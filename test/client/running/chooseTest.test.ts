import { beforeEach, describe, expect, test, vi } from 'vitest';
import { chooseTest } from '../../../client/commands/chooseTest.ts';
import type { LanguageServer } from '../../../client/language/languageServer.ts';
import type { TestsAnswer } from '../../../core/protocol/lsp.ts';

const { told, Uri } = vi.hoisted(() => ({
  told: [] as string[],
  Uri: class {
    constructor(
      readonly scheme: string,
      readonly path: string,
    ) {}
  },
}));
vi.mock('vscode', () => ({
  Uri,
  window: {
    showInformationMessage: (text: string) => Promise.resolve(void told.push(text)),
    showErrorMessage: (text: string) => Promise.resolve(void told.push(`error: ${text}`)),
  },
  workspace: { asRelativePath: ({ path }: { path: string }) => path },
}));
beforeEach(() => {
  told.length = 0;
});

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const answerWith = (...tests: { id: string; kind: 'test' | 'suite' }[]): TestsAnswer => ({
  environments: { choices: [], isChoiceNeeded: false, variables: [] },
  tests: tests.map((one) => ({ ...one, range, wholeRange: range, checks: [] })),
});
const serverThatSays = (answer: TestsAnswer | undefined): LanguageServer =>
  ({ testsOf: () => Promise.resolve(answer) }) as unknown as LanguageServer;

describe('which test a command is about', () => {
  test.each<[string, string, TestsAnswer | undefined, string | undefined, RegExp[]]>([
    ['the only one', 'file', answerWith({ id: 'search', kind: 'test' }), 'search', []],
    ['none in a file without any', 'file', answerWith(), undefined, [/^a\.yaml holds no test that can be run/]],
    ['none, and no lie, where nobody knows', 'file', undefined, undefined, [/^error: .*a\.yaml.*gave no answer/]],
    [
      'none of a file that is on no disk',
      'vscode-vfs',
      answerWith({ id: 'search', kind: 'test' }),
      undefined,
      [/^a\.yaml is no file on a disk/],
    ],
  ])('%s', async (_, scheme, answer, expected, words) => {
    const chosen = await chooseTest(new Uri(scheme, 'a.yaml'), serverThatSays(answer), ['test']);
    expect(chosen?.test.id).toBe(expected);
    expect(told).toEqual(words.map((word) => expect.stringMatching(word) as string));
  });
});
