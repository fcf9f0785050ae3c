import { describe, expect, test } from 'vitest';
import { COMMANDS, PANELS } from '../../client/contributions.ts';
import { read } from '../architecture/sources.ts';

interface Manifest {
  activationEvents: string[];
  contributes: { commands: { command: string; category?: string; title: string }[] };
}
const { activationEvents, contributes } = JSON.parse(read('package.json')) as Manifest;

describe('what package.json contributes', () => {
  test('the commands are those that code answers to', () => {
    expect(contributes.commands.map(({ command }) => command).toSorted()).toEqual(Object.values(COMMANDS).toSorted());
  });

  test('the palette shows every command under one name', () => {
    for (const { category, title, command } of contributes.commands) {
      expect(category, command).toBe('Headroom');
      expect(title, command).not.toMatch(/headroom/i);
    }
  });

  test('a panel that was open wakes the extension', () => {
    for (const type of Object.values(PANELS)) expect(activationEvents).toContain(`onWebviewPanel:${type}`);
  });
});
