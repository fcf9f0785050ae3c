import { describe, expect, test, vi } from 'vitest';
import { COMMANDS, CONTEXT, PANELS, SETTINGS, VIEWS } from '../../client/contributions.ts';
import { WALKTHROUGH } from '../../client/welcome/walkthrough.ts';
import { read } from '../architecture/sources.ts';

vi.mock('vscode', () => ({}));

interface Manifest {
  publisher: string;
  name: string;
  activationEvents: string[];
  contributes: {
    commands: { command: string; category?: string; title: string }[];
    menus: Record<string, { command: string; when: string }[]>;
    views: Record<string, { id: string; icon: string }[]>;
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    viewsWelcome: { view: string; contents: string }[];
    walkthroughs: { id: string; steps: { id: string }[] }[];
    configuration: { properties: Record<string, { type: string; default: unknown }> };
  };
}
const { publisher, name, activationEvents, contributes } = JSON.parse(read('package.json')) as Manifest;

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
      const known: string[] = [...Object.values(CONTEXT), ...Object.values(VIEWS)];
      expect(keys.filter((key) => !known.includes(key))).toEqual([]);
    }
  });

  test('the views are those that code fills, and each says what to do where it is empty', () => {
    const views = Object.values(contributes.views).flat();
    expect(views.map(({ id }) => id)).toEqual(Object.values(VIEWS));
    for (const { icon } of [...views, ...contributes.viewsContainers.activitybar])
      expect(read(icon)).toContain('stroke="currentColor"');
    const offered = contributes.viewsWelcome.flatMap(
      ({ contents }) => contents.match(/(?<=command:)headroom\.\w+/g) ?? [],
    );
    expect(contributes.viewsWelcome.length).toBeGreaterThan(0);
    expect(offered.filter((command) => !(Object.values(COMMANDS) as string[]).includes(command))).toEqual([]);
  });

  test('the steps of the walkthrough are those that code ticks', () => {
    expect(`${publisher}.${name}`).toBe(WALKTHROUGH.extension);
    expect(contributes.walkthroughs.map(({ id, steps }) => [id, steps.map((step) => step.id)])).toEqual([
      [WALKTHROUGH.id, [...WALKTHROUGH.steps]],
    ]);
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
