import { expect, test } from 'vitest';
import { emptySidecar, printSidecar, readSidecar, type Sidecar } from '../../../../core/checklist/sidecar/sidecar.ts';

const whole: Sidecar = {
  headroom: 1,
  items: { 'Load/Search': { note: 'Seen twice', links: ['https://traces.example.com/1'] }, 'Data/Backup': {} },
  signOffs: [
    {
      role: 'Tech Lead',
      name: 'Ada',
      signedAt: '2026-01-31T12:00:00+01:00',
      decision: 'go',
      heading: 'Sign-off',
      hash: 'sha256-00',
      sections: [{ heading: '', hash: 'sha256-00' }],
      blanks: [{ line: 4, parts: ['Peak: ', ''] }],
      runs: ['20260131_120000_search'],
      items: [{ id: 'Load/Search', checked: true }],
      limits: [{ bound: 'search/p95-latency', expression: 'p95 latency < 400ms' }],
      evidence: [{ bound: 'check=search/p95-latency', holds: true }],
      obstacles: [],
    },
  ],
  steps: {},
};

function sidecarOf(folder: string): string {
  const step = { ranAt: '2026-01-31T12:00:00Z', exitCode: 0, durationMs: 1, hash: 'sha256-00', folder };
  return JSON.stringify({ headroom: 1, steps: { x: step } });
}

test('what is printed is read as it was, in the order of the ids', () => {
  const text = printSidecar(whole);
  expect(readSidecar('a.md.headroom.json', text)).toEqual(whole);
  expect(text.indexOf('Data/Backup')).toBeLessThan(text.indexOf('Load/Search'));
  expect(printSidecar(readSidecar('a.md.headroom.json', text))).toBe(text);
});

test('parts that are missing are empty', () => {
  expect(readSidecar('a.md.headroom.json', '{"headroom":1}')).toEqual(emptySidecar());
});

test.each([
  ['{', 'a.md.headroom.json is not JSON'],
  ['[]', 'a.md.headroom.json cannot be understood'],
  ['{"headroom":2}', 'cannot be understood at headroom'],
  ['{"headroom":1,"more":1}', 'cannot be understood'],
  ['{"headroom":1,"items":{"x":{"links":["no link"]}}}', 'cannot be understood at items.x.links.0'],
  [
    '{"headroom":1,"items":{"x":{"links":["javascript:alert(1)"]}}}',
    'cannot be understood at items.x.links.0: a link begins with https:// or http://. Mend it',
  ],
  [sidecarOf('../../etc'), 'cannot be understood at steps.x.folder: the folder of an output lies below the checklist'],
  [sidecarOf('/etc'), 'cannot be understood at steps.x.folder'],
  [sidecarOf('C:\\Users'), 'cannot be understood at steps.x.folder'],
  [sidecarOf('a\\..\\..\\b'), 'cannot be understood at steps.x.folder'],
])('%s is refused, because writing it anew would lose it', (text, said) => {
  expect(() => readSidecar('a.md.headroom.json', text)).toThrow(said);
});
