import { expect, it } from 'vitest';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';

/** The script with everything mended that is wrong in it. */
function mended(script: string): string {
  const { problems } = readK6Script(script, 'javascript');
  expect(problems.map(({ code }) => code)).toEqual(['k6-metric-module']);
  return (problems[0]?.fix?.edits ?? [])
    .toSorted((a, b) => b.span[0] - a.span[0])
    .reduce((text, { span: [start, end], text: written }) => text.slice(0, start) + written + text.slice(end), script);
}

const BODY = "\nnew Counter('a1');\nexport default function () {}\n";

it.each([
  ["import { Counter } from 'k6';", "import { Counter } from 'k6/metrics';"],
  ['import { Counter, Rate as R } from "k6/http"', 'import { Counter, Rate as R } from "k6/metrics"'],
  [
    "import { check, Counter, sleep, Rate as R } from 'k6';",
    "import { check, sleep } from 'k6';\nimport { Counter, Rate as R } from 'k6/metrics';",
  ],
  [
    "import k6, { Counter, sleep } from 'k6';",
    "import k6, { sleep } from 'k6';\nimport { Counter } from 'k6/metrics';",
  ],
  // Nobody knows what is meant to be left of the braces.
  ["import k6, { Counter } from 'k6';", "import k6, { Counter } from 'k6';"],
])('%s is mended', (written, right) => {
  expect(mended(written + BODY)).toBe(right + BODY);
});
