import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import {
  isWebLink,
  notesOfNothing,
  noteWords,
  withLink,
  withNote,
} from '../../../../core/checklist/sidecar/itemNotes.ts';
import { emptySidecar } from '../../../../core/checklist/sidecar/sidecar.ts';

const TRACE = 'https://traces.example.com/1';

describe('notes and links of items', () => {
  it('come and go one by one, and leave those of others', () => {
    const noted = withNote(withNote(emptySidecar(), 'A / a', ' seen twice '), 'B / b', 'other');
    expect(noted.items).toEqual({ 'A / a': { note: 'seen twice' }, 'B / b': { note: 'other' } });
    const linked = withLink(withLink(noted, 'A / a', ` ${TRACE} `), 'A / a', TRACE);
    expect(linked.items['A / a']).toEqual({ note: 'seen twice', links: [TRACE] });
    expect(withNote(linked, 'A / a', '').items['A / a']).toEqual({ links: [TRACE] });
    expect(Object.keys(withNote(noted, 'A / a', ' ').items)).toEqual(['B / b']);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'command:workbench.action.quit',
    'traces.example.com',
    'https://',
    '',
  ])('%j is no link', (link) => {
    expect(isWebLink(link)).toBe(false);
    expect(() => withLink(emptySidecar(), 'a', link)).toThrow('is no link. It begins with https:// or http://.');
  });

  it('are told of when their item is gone', () => {
    const { items } = readChecklist('# A\n\n- [ ] a\n');
    const sidecar = withLink(withNote(withNote(emptySidecar(), 'A / a', 'x'), 'A / b', 'y'), 'A / b', TRACE);
    expect(notesOfNothing('a.md', sidecar, items)).toEqual([
      `a.md has no item "A / b" any more. a.md.headroom.json keeps of it the note "y", ${TRACE}; put the id of its item there, or take it out.`,
    ]);
  });

  it('are counted in few words', () => {
    expect(noteWords({ note: 'x', links: [TRACE] })).toEqual(['note', '1 link']);
    expect(noteWords({ links: [TRACE, 'https://b.example.com'] })).toEqual(['2 links']);
  });
});
