import { describe, expect, test } from 'vitest';
import { COMMANDS, CONTEXT, PANELS, SETTINGS } from '../../client/contributions.ts';
import { read } from '../architecture/sources.ts';

interface Manifest {
  activationEvents: string[];
  contributes: {
    commands: { command: string; category?: string; title: string }[];
    menus: Record<string, { command: string; when: string }[]>;
    configuration: { properties: Record<string, { type: string; default: unknown }> };
  };
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

  test('menus show commands that exist, and ask for keys that are set', () => {
    for (const { command, when } of Object.values(contributes.menus).flat()) {
      expect(Object.values(COMMANDS)).toContain(command);
      const keys = when.match(/headroom\.\w+/g) ?? [];
      expect(keys.filter((key) => !(Object.values(CONTEXT) as string[]).includes(key))).toEqual([]);
    }
  });

  test('the switches are there and on', () => {
    for (const name of Object.values(SETTINGS)) {
      expect(contributes.configuration.properties[name]).toMatchObject({ type: 'boolean', default: true });
    }
  });

  test('a panel that was open wakes the extension', () => {
    for (const type of Object.values(PANELS)) expect(activationEvents).toContain(`onWebviewPanel:${type}`);
  });
});
