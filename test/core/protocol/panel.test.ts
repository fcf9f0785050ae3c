import { describe, expect, test } from 'vitest';
import { handleMessage } from '../../../core/protocol/messages.ts';
import { hostMessageSchema, webviewMessageSchema, type WebviewMessage } from '../../../core/protocol/panel.ts';
import { shownRun } from '../../support/panelStates.ts';

const show = (view: unknown): unknown => ({ kind: 'show', runFolder: 'file:///runs/one', view });

describe('messages to the panel', () => {
  test('come through as they were sent', () => {
    const view = shownRun({
      timeline: [
        { second: 0, seconds: 1, stage: 'main', warmup: false, p95: 12, isHighest: true, gauges: { cpu: 0.5 } },
      ],
    });
    expect(hostMessageSchema.parse(JSON.parse(JSON.stringify(show(view))))).toEqual(show(view));
    const unreadable = { kind: 'unreadable', problem: 'no run.json', remedy: 'choose another' };
    expect(hostMessageSchema.parse(show(unreadable))).toEqual(show(unreadable));
  });

  test('carry nothing of the plan', () => {
    const view = shownRun();
    const talkative = { ...view, facts: { ...view.facts, plan: { text: 'headroom: 1' }, overrides: { token: 'x' } } };
    expect(hostMessageSchema.parse(show(talkative))).toEqual(show(view));
  });

  test.each([
    ['no message', undefined],
    ['another kind', { kind: 'live' }],
    ['an update without what it updates', { kind: 'update', update: 1 }],
    ['a verdict that does not exist', show({ ...shownRun(), result: { ...shownRun().result, verdict: 'fine' } })],
    [
      'a figure that is no number',
      show(shownRun({ timeline: [{ second: 0, seconds: 1, stage: '', warmup: false, p95: NaN }] })),
    ],
  ])('are refused: %s', (_, message) => {
    expect(hostMessageSchema.safeParse(message).success).toBe(false);
  });
});

describe('messages from the panel', () => {
  test.each([{ kind: 'ready' }, { kind: 'choose-run' }, { kind: 'stop' }, { kind: 'open-file', file: 'report.md' }])(
    '%j',
    (message) => {
      expect(webviewMessageSchema.parse(message)).toEqual(message);
    },
  );

  test('name no other file than those of the run', () => {
    expect(webviewMessageSchema.safeParse({ kind: 'open-file', file: '../../secrets' }).success).toBe(false);
  });

  test('go to the handler of their kind', () => {
    const message: WebviewMessage = { kind: 'open-file', file: 'log.txt' };
    const handlers = {
      ready: () => 'ready',
      'choose-run': () => 'choose',
      'open-file': ({ file }: { file: string }) => file,
      stop: () => 'stop',
    };
    expect(handleMessage<WebviewMessage, string>(handlers, message)).toBe('log.txt');
    expect(handleMessage<WebviewMessage, string>(handlers, { kind: 'ready' })).toBe('ready');
  });
});
