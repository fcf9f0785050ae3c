import { expect, test } from 'vitest';
import { withNoteWords, withWarnings } from '../../../client/checklists/record/noteWords.ts';

const words = { label: 'a', description: '1 of 2', spoken: 'a, 1 of 2 below it ticked', tooltip: 'a' };

test('an item says that there is a note and how many links, and all of it where it is pointed at', () => {
  expect(withNoteWords(words, undefined)).toBe(words);
  expect(withNoteWords({ ...words, description: '' }, { links: ['https://a.example.com'] }).description).toBe('1 link');
  expect(withNoteWords(words, { note: 'seen *twice*', links: ['https://a.example.com'] })).toEqual({
    label: 'a',
    description: '1 of 2 · note · 1 link',
    spoken: 'a, 1 of 2 below it ticked, note, 1 link',
    tooltip: 'a\n\nseen \\*twice\\*\n\nhttps://a.example.com',
  });
});

test('a file says how much is wrong with what is kept beside it', () => {
  expect(withWarnings(words, [])).toBe(words);
  expect(withWarnings(words, ['no *JSON*'])).toMatchObject({
    description: '1 of 2 · 1 warning',
    spoken: 'a, 1 of 2 below it ticked, 1 warning',
    tooltip: 'a\n\nno \\*JSON\\*',
  });
  expect(withWarnings(words, ['x', 'y']).description).toBe('1 of 2 · 2 warnings');
});
