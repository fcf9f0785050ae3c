import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readText, readTextInTurns } from '../../../client/checklists/reading.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

const LONG = Array.from({ length: 2000 }, (_, at) => `- [ ] Service ${at} is restored from its backup\n`).join('');
const EDITED = LONG.replace('Service 900 ', 'Service 900 of the west ');
const TICKED = LONG.replace('[ ] Service 1700 ', '[x] Service 1700 ');

describe('a long text', () => {
  it('is read in turns as at once', async () => {
    expect(await readTextInTurns('file:///turns.md', LONG)).toEqual(readChecklist(LONG));
  });

  it('lets others have their turn while it is read for the first time', async () => {
    const order: string[] = [];
    await Promise.all([
      readTextInTurns('file:///others.md', LONG).then(() => order.push('read')),
      setImmediate().then(() => order.push('another')),
    ]);
    expect(order).toEqual(['another', 'read']);
  });

  it('is read once for all who ask at the same time', async () => {
    const [first, second] = await Promise.all([
      readTextInTurns('file:///once.md', LONG),
      readTextInTurns('file:///once.md', LONG),
    ]);
    expect(second).toBe(first);
  });

  it('that is edited and ticked while it is read is never taken for another', async () => {
    const uri = 'file:///edited.md';
    const all = [LONG, EDITED, TICKED, LONG].map((text) => readTextInTurns(uri, text));
    await setImmediate();
    // Whoever ticks does not wait.
    const now = readText(uri, EDITED);
    expect(now).toEqual(readChecklist(EDITED));
    const expected = [LONG, EDITED, TICKED, LONG].map((text) => readChecklist(text));
    expect(await Promise.all(all)).toEqual(expected);
  });
});
