import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readK6Config } from '../../../core/configs/k6/readK6Config.ts';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';

const MODULE = 'go.k6.io/k6/v2@v2.2.0';

/** k6's own sources, which are there where k6 was built. They are read in place. */
function findSources(): string | undefined {
  try {
    const cache = execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim();
    const folder = path.join(cache, ...MODULE.split('/'));
    return fs.existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

const sources = findSources();
if (sources === undefined) {
  process.stderr.write(`Tests are skipped: ${MODULE} is not in Go's module cache; building k6 puts it there.\n`);
}

const scriptsIn = (folder: string): string[] =>
  fs
    .readdirSync(path.join(sources ?? '', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));

function errorsOf(file: string): string[] {
  // A template is a script once its values are filled in.
  const source = fs.readFileSync(path.join(sources ?? '', file), 'utf8');
  const text = source.replaceAll(/\{\{-?\s*\..*?\}\}/g, '1').replaceAll(/\{\{.*?\}\}/g, '');
  const { problems } = file.endsWith('.json')
    ? readK6Config(text)
    : readK6Script(text, file.endsWith('.ts') ? 'typescript' : 'javascript');
  return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** Scripts that k6 keeps to see that it refuses them, and an example that it has refused since its version 2. */
const REFUSED: Readonly<Record<string, string>> = {
  'examples/experimental/redis.js': 'k6-removed-module',
  'internal/cmd/testdata/thresholds/malformed_expression.js': 'k6-threshold-syntax',
  'internal/cmd/testdata/thresholds/non_existing_metric.js': 'k6-unknown-metric',
  'internal/cmd/testdata/thresholds/unsupported_aggregation_method.js': 'k6-threshold-statistic',
  'internal/cmd/testdata/invalidconfig/invalid_option.js': 'k6-bad-number',
  'internal/cmd/testdata/invalidconfig/invalid_scenario.js': 'k6-needs',
  'internal/cmd/testdata/invalidconfig/invalid.json': 'k6-bad-duration',
};

describe.skipIf(sources === undefined)("k6's own scripts", () => {
  it.each(Object.entries(REFUSED))('%s has its fault', (file, code) => {
    expect(errorsOf(file)).toEqual([code]);
  });

  it('have no error otherwise', () => {
    const files = ['examples', 'internal/cmd/testdata', 'internal/cmd/templates'].flatMap(scriptsIn);
    expect(files.length).toBeGreaterThan(130);
    const found = [...files, 'examples/config.json']
      .filter((file) => !Object.hasOwn(REFUSED, file))
      .flatMap((file) => errorsOf(file).map((code) => `${file}: ${code}`));
    expect(found).toEqual([]);
  });
});
