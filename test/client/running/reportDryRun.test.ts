import { describe, expect, test, vi } from 'vitest';
import { reportDryRun, type DryRunPlace } from '../../../client/testing/reportDryRun.ts';

vi.mock('vscode', () => ({
  TestMessage: class {
    constructor(readonly message: string) {}
  },
}));

/** What the Testing view was told, in order. */
class SeenRun {
  readonly said: string[] = [];
  private readonly listeners: (() => void)[] = [];
  isCancelled = false;

  cancel(): void {
    this.isCancelled = true;
    for (const listener of this.listeners) listener();
  }

  get place(): DryRunPlace {
    const { said, listeners } = this;
    const isCancelled = (): boolean => this.isCancelled;
    const fake = {
      run: {
        appendOutput: (text: string) => said.push(text.trim()),
        errored: (item: { id: string }, { message }: { message: string }) =>
          said.push(`${item.id} errored: ${message}`),
        skipped: (item: { id: string }) => said.push(`${item.id} skipped`),
      },
      items: [{ id: 'search' }],
      token: {
        get isCancellationRequested() {
          return isCancelled();
        },
        onCancellationRequested: (listener: () => void) => {
          listeners.push(listener);
          return { dispose: () => undefined };
        },
      },
    };
    return fake as unknown as DryRunPlace;
  }
}

const choice = { file: '/shop/a.headroom.yaml', tests: ['search'], isSmoke: false };

describe('a dry run in the Testing view', () => {
  test('passes nothing: what it told of is skipped', async () => {
    const seen = new SeenRun();
    const make = vi.fn<Parameters<typeof reportDryRun>[0]['make']>((_, how) => {
      how?.onLine?.('k6 run search.js', 'stdout');
      return Promise.resolve({ lines: ['k6 run search.js'] });
    });
    await reportDryRun({ make }, choice, seen.place);
    expect(seen.said).toEqual(['k6 run search.js', 'search skipped']);
  });

  test('that failed is an error with the reason', async () => {
    const seen = new SeenRun();
    const outcome = { lines: ['k6 is not installed.'], failure: 'The dry run ended with 2.' };
    await reportDryRun({ make: () => Promise.resolve(outcome) }, choice, seen.place);
    expect(seen.said).toEqual([
      'The dry run ended with 2.',
      'search errored: k6 is not installed.\nThe dry run ended with 2.',
    ]);
  });

  test('is ended when it is cancelled', async () => {
    const seen = new SeenRun();
    const done = reportDryRun(
      {
        make: (_, how) =>
          new Promise((resolve) =>
            how?.signal?.addEventListener('abort', () => resolve({ lines: [], failure: 'it was cancelled' })),
          ),
      },
      choice,
      seen.place,
    );
    seen.cancel();
    await done;
    expect(seen.said).toEqual(['search skipped']);
  });
});
