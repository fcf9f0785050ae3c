import { describe, expect, it } from 'vitest';
import type { ChecklistItem } from '../../../../core/checklist/checklist.ts';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import {
  isWebLink,
  notesOfNothing,
  noteWords,
  withLink,
  withNote,
} from '../../../../core/checklist/sidecar/itemNotes.ts';
import { keptIds, notesOfItems } from '../../../../core/checklist/sidecar/keptIds.ts';
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

describe('notes of an item with blanks', () => {
  const itemsOf = (...lines: string[]): ChecklistItem[] =>
    readChecklist(`# A\n\n${lines.map((line) => `- [ ] ${line}\n`).join('')}`).items;

  it.each([
    ['Users: ____', 'Users: 2,000'],
    ['Users: ____ (target: 1,500), headroom: ___%', 'Users: at least 2,000 (target: 1,500), headroom: 25%'],
    ['Users: ____ (target: 1,500), headroom: ___%', 'Users: 2,000 (target: 1,500), headroom: ___%'],
    ['Users: ____', 'Users: ______'],
    ['p95: ____ms', 'p95: 312 ms'],
    ['Ticket #2: ____', 'Ticket #2: done'],
  ])('kept by %j are those of %j', (kept, now) => {
    const notes = { [`A / ${kept}`]: { note: 'x' } };
    const items = itemsOf('Other', now, 'Users of it: 5');
    expect(notesOfItems(notes, items)).toEqual({ [`A / ${now}`]: { note: 'x' } });
    expect(notesOfNothing('a.md', { items: notes }, items)).toEqual([]);
  });

  it.each([
    ['an item that was reworded', 'Users: ____', ['Visitors: 5']],
    ['one of two that it can be', 'Users: ____', ['Users: 5', 'Users: 7']],
    ['an item below another heading', '____', ['## B\n\n- [ ] b']],
    ['an item without blanks', 'Users', ['Users: 5']],
  ])('are not taken for those of %s', (_, kept, lines) => {
    const notes = { [`A / ${kept}`]: { note: 'x' } };
    const items = itemsOf(...lines);
    expect(notesOfItems(notes, items)).toEqual({});
    expect(notesOfNothing('a.md', { items: notes }, items)).toHaveLength(1);
  });

  it('are not those of an item that has some of its own, and of no item that two could be of', () => {
    const users = { 'A / Users: ____': { note: 'x' } };
    const own = { ...users, 'A / Users: 5': { note: 'own' } };
    expect(notesOfItems(own, itemsOf('Users: 5'))).toEqual({ 'A / Users: 5': { note: 'own' } });
    const two = { ...users, 'A / Users: ____ (all)': { note: 'y' } };
    expect(notesOfItems(two, itemsOf('Users: 5 (all)'))).toEqual({});
  });

  it('of two equal items stay apart when both are filled in alike', () => {
    const [first, second] = itemsOf('Users: ____', 'Users: ____').map(({ id }) => id);
    const notes = { [first ?? '']: { note: 'first' }, [second ?? '']: { note: 'second' } };
    const now = itemsOf('Users: 5', 'Users: 5');
    expect([...keptIds(notes, now)]).toEqual([
      ['A / Users: 5', first],
      ['A / Users: 5#2', second],
    ]);
  });
});
