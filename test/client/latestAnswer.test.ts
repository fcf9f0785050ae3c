import { expect, test } from 'vitest';
import { LatestAnswer } from '../../client/panels/latestAnswer.ts';
import { keptPanelSchema } from '../../core/protocol/panel.ts';

interface Bench {
  view: LatestAnswer<string>;
  sent: string[];
  failures: unknown[];
  /** Ends the read that was begun as this one, counted from 0. */
  answer: (read: number, text: string) => void;
}

function bench(send: (text: string) => PromiseLike<unknown> = () => Promise.resolve(true)): Bench {
  const reads: ((text: string) => void)[] = [];
  const sent: string[] = [];
  const failures: unknown[] = [];
  const view = new LatestAnswer<string>(
    () => new Promise((resolve) => reads.push(resolve)),
    (text) => {
      sent.push(text);
      return send(text);
    },
    (error) => failures.push(error),
  );
  return { view, sent, failures, answer: (read, text) => reads[read]?.(text) };
}

test('an older read that ends later does not replace what a newer one has shown', async () => {
  const { view, sent, answer } = bench();
  const asked = [view.ask(), view.ask()];
  answer(1, 'newer');
  answer(0, 'older');
  await Promise.all(asked);
  expect(sent).toEqual(['newer']);
});

test('nothing is sent to a panel that was closed while the run was read', async () => {
  const { view, sent, failures, answer } = bench();
  const asked = view.ask();
  view.close();
  answer(0, 'late');
  await asked;
  expect({ sent, failures }).toEqual({ sent: [], failures: [] });
});

test('a panel that refuses what it is sent rejects nothing, and is told', async () => {
  const { view, failures, answer } = bench(() => Promise.reject(new Error('Webview is disposed')));
  const asked = view.ask();
  answer(0, 'run');
  await asked;
  expect(failures).toEqual([new Error('Webview is disposed')]);
});

test.each([{ runFolder: '' }, {}, undefined])('%j is no run that a panel can be brought back with', (kept) => {
  expect(keptPanelSchema.safeParse(kept).success).toBe(false);
});
