import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../core/configs/plan/parsePlan.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];
const blocks = pages.flatMap((page) =>
  [...readFileSync(path.join(ROOT, page), 'utf8').matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map(
    ([, text = ''], index) => ({ page, index, text }),
  ),
);

describe('YAML in the docs', () => {
  it('is there', () => {
    expect(blocks.length).toBeGreaterThan(2);
  });

  it.each(blocks)('$page, block $index, is a plan without problems', ({ text }) => {
    expect(parsePlan(text).problems).toEqual([]);
  });
});
