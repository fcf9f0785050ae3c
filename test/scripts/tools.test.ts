import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findTool, missingToolRemedy } from '../../scripts/tools/find.mjs';
import { TOOL_NAMES, TOOLS, UNIT_TEST_TOOLS } from '../../scripts/tools/table.mjs';
import { findToolForTests } from '../support/tools.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-tools-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function file(name: string, mode: number): string {
  const place = path.join(folder, name);
  fs.writeFileSync(place, '#!/bin/sh\n', { mode });
  return place;
}

describe('a tool is', () => {
  test('the executable that its variable names', () => {
    const elsewhere = file('my-wrk', 0o755);
    vi.stubEnv('WRK_PATH', elsewhere);
    expect(findTool('wrk')).toBe(elsewhere);
  });

  test.each([
    ['a file that is not there', 'nowhere', undefined],
    ['a file that is not executable', 'wrk', 0o644],
  ])('missing when its variable names %s, wherever else it may be', (_, name, mode) => {
    const place = mode === undefined ? path.join(folder, name) : file(name, mode);
    vi.stubEnv('WRK_PATH', place);
    expect(findTool('wrk')).toBeUndefined();
    expect(missingToolRemedy('wrk')).toContain(`WRK_PATH is set to ${place}`);
  });

  test('found on PATH, where a folder of its name does not count', () => {
    fs.mkdirSync(path.join(folder, 'chromium'));
    const browser = file('google-chrome', 0o755);
    vi.stubEnv('CHROMIUM_PATH', undefined);
    vi.stubEnv('PATH', folder);
    expect(findTool('chromium')).toBe(browser);
  });
});

describe('a missing tool', () => {
  test.each(UNIT_TEST_TOOLS)('%s is reported with the command that installs it and who needs it', (name) => {
    const remedy = missingToolRemedy(name);
    expect(remedy).toContain(`scripts/install-tools.mjs ${name}`);
    expect(remedy).toContain(TOOLS[name].variable);
    expect(remedy).toContain(TOOLS[name].usedBy);
  });

  test('skips its tests, and says so', () => {
    vi.stubEnv('CI', undefined);
    vi.stubEnv('K6_PATH', path.join(folder, 'k6'));
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(findToolForTests('k6')).toBeUndefined();
    expect(write.mock.calls.join()).toContain('Tests are skipped: K6_PATH is set to');
  });

  test('fails its tests in CI', () => {
    vi.stubEnv('CI', 'true');
    vi.stubEnv('K6_PATH', path.join(folder, 'k6'));
    expect(() => findToolForTests('k6')).toThrow('k6 is needed by');
  });
});

test('every tool has a variable of its own', () => {
  const variables = TOOL_NAMES.map((name) => TOOLS[name].variable);
  expect(new Set(variables).size).toBe(variables.length);
});
