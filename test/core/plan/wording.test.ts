import { expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';

const test = (keys: string): string => `headroom: 1\nsecrets: [T]\ntests:\n  a: { ${keys} }\n`;
const http = (request: string): string =>
  test(
    `runner: http, requests: [{ request: "GET http://127.0.0.1/", ${request} }], stages: [{ users: 1, duration: 1s }]`,
  );

/** Remedies that are themselves accepted, and texts that are named although they are empty. */
it.each([
  ['headroom: 1\nsuites: { nightly: search }\n', 'Suite `nightly` must be a list of tests such as `[search]`, or a'],
  ['headroom: 1\nenvironments: { a: { target: "" } }\n', 'An empty text is not a URL.'],
  [http('expect: { status: OK }'), '`status` must be an HTTP status from 100 to 599, not `OK`.'],
  [http('expect: { status: 2010 }'), '`status` must be an HTTP status from 100 to 599, not `2010`.'],
  [http('expect: { status: "" }'), '`status` must be an HTTP status from 100 to 599, not an empty text.'],
  [http('expect: 200'), '`expect` must be a mapping, but this is a number.'],
  [http('think: "`"'), "`'` is not a duration."],
  [
    test('runner: command, command: "echo ${T}"'),
    'The secret `T` would be visible here. Secrets can stand in headers,',
  ],
  [test('runner: coder, scaletest: create-workspace'), 'Did you mean `create-workspaces`?'],
])('%j', (text, message) => {
  expect(parsePlan(text).problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
});
