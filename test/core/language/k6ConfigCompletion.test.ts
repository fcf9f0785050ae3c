import { describe, expect, it } from 'vitest';
import { k6ConfigLanguage } from '../../../core/configs/k6/k6Language.ts';
import { readK6Config } from '../../../core/configs/k6/readK6Config.ts';
import { atCursor } from '../../support/cursor.ts';
import { taken, type Case } from './takenOffer.ts';

const CASES: Case[] = [
  ['keys', '{ ‸ }', { vus: '{ "vus": 1 }', duration: '{ "duration": "30s" }', out: '{ "out": [""] }' }],
  ['a key in quotes', '{ "dur‸" }', { duration: '{ "duration": "30s" }' }],
  ['a key that is begun', '{ dur‸ }', { duration: '{ "duration": "30s" }' }],
  [
    'a key before others',
    '{\n  "dur‸"\n  "vus": 1\n}',
    { duration: '{\n  "duration": "30s",\n  "vus": 1\n}' },
    ['vus'],
  ],
  ['a key behind others', '{\n  "vus": 1\n  "dur‸"\n}', { duration: '{\n  "vus": 1,\n  "duration": "30s"\n}' }],
  ['stages', '{ "stages": [‸] }', { '{ duration, target }': '{ "stages": [{ "duration": "1m", "target": 10 }] }' }],
  [
    'executors',
    '{ "scenarios": { "a": { "executor": ‸ } } }',
    { 'ramping-vus': '{ "scenarios": { "a": { "executor": "ramping-vus" } } }' },
  ],
  [
    'whole scenarios',
    '{ "scenarios": { ‸ } }',
    {
      'scenario: ramping-vus':
        '{ "scenarios": { "scenario": { "executor": "ramping-vus", "stages": [{ "duration": "1m", "target": 10 }] } } }',
    },
  ],
  ['metrics', '{ "thresholds": { "ht‸" } }', { http_reqs: '{ "thresholds": { "http_reqs": ["count>100"] } }' }],
  ['statistics', '{ "thresholds": { "checks": ["‸"] } }', { rate: '{ "thresholds": { "checks": ["rate>0.99"] } }' }],
  [
    'the whole value',
    '{ "scenarios": ‸ }',
    { '{ }': '{ "scenarios": { "name": { "executor": "constant-vus", "vus": 10, "duration": "1m" } } }' },
  ],
];

describe('completion in a config file of k6', () => {
  it.each(CASES)('offers %s as JSON', (_, marked, offered, not = []) => {
    const { text, offset } = atCursor(marked);
    const offers = k6ConfigLanguage(text).completions(offset);
    const results = new Map(offers.map((offer) => [offer.label, taken(text, offer)]));
    for (const [label, result] of Object.entries(offered)) {
      expect(results.get(label), label).toBe(result);
      expect(readK6Config(result).problems.filter(({ code }) => code === 'k6-json-syntax')).toEqual([]);
    }
    for (const label of not) expect([...results.keys()]).not.toContain(label);
  });
});
