import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkspacePlans } from '../../server/workspacePlans.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-workspace-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
function write(name: string, text = 'headroom: 1\n'): string {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
  return uriOf(name);
}
const names = (plans: WorkspacePlans, uri = uriOf('none')): string[] =>
  plans
    .others(uri)
    .map(({ file }) => file)
    .toSorted();

describe('the plans of a workspace', () => {
  it('are found by their names, by paths as people know them', async () => {
    const own = write('shop.headroom.yaml');
    for (const name of ['load/pay.headroom.yml', 'load/deep/headroom.yaml', 'notes.yaml']) write(name);
    for (const name of ['node_modules/x/a.headroom.yaml', '.git/b.headroom.yaml', 'dist/c.headroom.yaml']) write(name);
    const plans = new WorkspacePlans();
    expect(await plans.find([pathToFileURL(folder).href])).toBe(3);
    expect(names(plans, own)).toEqual([
      path.join('load', 'deep', 'headroom.yaml'),
      path.join('load', 'pay.headroom.yml'),
    ]);
  });

  it('are those of all folders, also when one of them is gone or on no disk', async () => {
    write('one/a.headroom.yaml');
    write('two/b.headroom.yaml');
    const plans = new WorkspacePlans();
    const folders = ['one', 'gone', 'two'].map((name) => uriOf(name));
    expect(await plans.find([...folders, 'vscode-vfs://github/x/y'])).toBe(2);
  });

  it('come, change and go', async () => {
    const plans = new WorkspacePlans();
    await plans.find([pathToFileURL(folder).href]);
    const uri = write('a.headroom.yaml', 'headroom: 1\nname: first\n');
    plans.changed([uri, uriOf('notes.md')]);
    expect(plans.others(uriOf('none'))[0]?.plan.name?.value).toBe('first');
    write('a.headroom.yaml', 'headroom: 1\nname: second\n');
    plans.changed([uri]);
    expect(plans.others(uriOf('none'))[0]?.plan.name?.value).toBe('second');
    rmSync(path.join(folder, 'a.headroom.yaml'));
    plans.changed([uri]);
    expect(names(plans)).toEqual([]);
  });

  it('of other workspaces are none of ours', async () => {
    const plans = new WorkspacePlans();
    write('mine/a.headroom.yaml');
    await plans.find([uriOf('mine')]);
    plans.changed([write('other/b.headroom.yaml')]);
    expect(names(plans)).toEqual(['a.headroom.yaml']);
  });

  it('of folders that are closed while they are looked through are left out', async () => {
    write('first/a.headroom.yaml');
    write('first/deep/b.headroom.yaml');
    write('second/c.headroom.yaml');
    const plans = new WorkspacePlans();
    await Promise.all([plans.find([uriOf('first')]), plans.find([uriOf('second')])]);
    expect(names(plans)).toEqual(['c.headroom.yaml']);
  });
});
