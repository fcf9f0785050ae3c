import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../core/configs/recognise.ts';
import { readPlanFile } from '../../core/node/planFile.ts';
import { EXAMPLES, exampleFile } from '../support/examples.ts';

describe('the examples', () => {
  it.each(EXAMPLES)('%s has no problem in any environment, and a README', (example) => {
    const file = exampleFile(path.relative('examples', example));
    const { plan, problems } = readPlanFile(file);
    expect(problems).toEqual([]);
    for (const { id } of plan?.environments ?? []) expect(readPlanFile(file, { environment: id }).problems).toEqual([]);
    expect(plan?.tests).not.toEqual([]);
    if (!example.includes('quickstart')) expect(existsSync(path.join(path.dirname(file), 'README.md'))).toBe(true);
  });

  it.each([
    ['k6/search.js', 'k6-script'],
    ['comparison/search.js', 'k6-script'],
    ['artillery/browse.yml', 'artillery'],
    ['comparison/load.yml', 'artillery'],
    ['make/load.mjs', undefined],
    ['quickstart/demo-service.mjs', undefined],
  ])('%s is recognised as %s', (file, dialect) => {
    expect(recognise(file, readFileSync(exampleFile(file), 'utf8')).dialect).toBe(dialect);
  });
});
