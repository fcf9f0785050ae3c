import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXAMPLES } from '../../support/examples.ts';
import { readMarkers } from '../../support/markers.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const validate = new Ajv({ strict: false }).compile(JSON.parse(read('schemas/plan.schema.json')) as object);

describe('the JSON Schema of plans', () => {
  it.each(['test/fixtures/plans/valid.yaml', 'test/fixtures/plans/valid-outputs.yaml', ...EXAMPLES])(
    'accepts %s',
    (file) => {
      const plan: unknown = parse(readMarkers(read(file)).text, {
        // 14.1 and 14.10 are the same number to YAML; for a plan they are two ids.
        uniqueKeys: false,
      });
      expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    },
  );

  it.each([
    ['an unknown key', { headroom: 1, colour: 'red' }],
    ['no version', { name: 'x' }],
    ['an unknown runner', { headroom: 1, tests: { a: { runner: 'k7' } } }],
    ['a stage without a duration', { headroom: 1, tests: { a: { runner: 'http', stages: [{ users: 1 }] } } }],
  ])('refuses %s', (_, plan) => {
    expect(validate(plan)).toBe(false);
  });
});
