import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { requiredItems } from '../../../core/checklist/required.ts';

const lines = (text: string): unknown[] =>
  readChecklist(text).signOffs.map(({ role, line, name, date, signature }) => [
    ...[role, line, text.slice(...name), date && text.slice(...date), signature && text.slice(...signature)],
  ]);

describe('lines of a sign-off that are filled in', () => {
  it.each<[string, unknown[]]>([
    ['- Lead: Ada Date: 2026-01-31', ['Lead', 3, 'Ada', '2026-01-31', undefined]],
    ['- [x] **Lead**: Ada Lovelace, Date: 2026-01-31', ['Lead', 3, 'Ada Lovelace', '2026-01-31', undefined]],
    ['Lead: Ada Date: ____', ['Lead', 3, 'Ada', '____', undefined]],
    ['Lead: Ada Signature: go Date: today', ['Lead', 3, 'Ada', 'today', 'go']],
    ['Lead: Ada Date:', ['Lead', 3, 'Ada', '', undefined]],
    ['- L2 support: Ada Date: today', ['L2 support', 3, 'Ada', 'today', undefined]],
    ['- Approver 2: ____ Date: __', ['Approver 2', 3, '____', '__', undefined]],
  ])('%s', (line, expected) => {
    expect(lines(`# Sign-off\n\n${line}\n`)).toEqual([expected]);
  });

  it.each(['Lead: Ada', 'Date: 2026-01-31', 'Lead: Date: ', '`Lead: Ada Date: x`'])('none: %s', (line) => {
    expect(lines(`# Sign-off\n\n${line}\n`)).toEqual([]);
  });

  it('are none elsewhere, and none in code', () => {
    expect(lines('# History\n\nLead: Ada Date: 2026-01-31\n')).toEqual([]);
    expect(lines('# Sign-off\n\n```\nLead: ____ Date: ____\nLead: Ada Date: 2026\n```\n')).toEqual([]);
  });

  it('keep what is below them from being required', () => {
    const text = '# A\n\n- [ ] a\n\n# Sign-off\n\n- Lead: Ada Date: 2026-01-31\n\n# Later\n\n- [ ] b\n';
    expect(requiredItems(readChecklist(text)).map((item) => item.text)).toEqual(['a']);
  });
});
