import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checklist } from '../../cli/commands/checklist.ts';
import { UserError } from '../../core/errors.ts';
import { readChecklistFile, writeChecklistFile } from '../../core/node/checklist/checklistFile.ts';
import { Screen } from '../support/screen.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-checklist-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT = '# Release\n\n## Before\n\n- [x] one\n- [ ] two\n  - [ ] three\n\n## After\n\n- [ ] two\n';

function fileWith(content: string | Uint8Array, name = 'list.md'): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function call(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const screen = new Screen(10_000, 24, { isTerminal: false });
  return { code: await checklist(args, screen), out: screen.text, err: screen.messages };
}

describe('headroom checklist', () => {
  it.each([
    ['a record beside it that cannot be used', '{"headroom":2}', ['--untick', 'one']],
    ['a record beside it that cannot be used, when binding', '{"headroom":2}', ['--bind', '--plan', 'PLAN']],
    ['a note of no item', '{"headroom":1}', ['--tick', 'Release / Before / two', '--note', 'nothing=seen']],
    ['a link that is none', '{"headroom":1}', ['--tick', 'Release / Before / two', '--link', 'one=javascript:x']],
  ])('writes nothing where it ends with 2: %s', async (name, record, options) => {
    const text = `${TEXT}- [ ] p95 latency of search < 500ms\n`;
    const file = fileWith(text, `${name}.md`);
    fileWith(record, `${name}.md.headroom.json`);
    const plan = fileWith(
      'headroom: 1\ntests:\n  search:\n    runner: http\n    request: GET http://127.0.0.1:1/\n    stages: [{ users: 1, duration: 1s }]\n    checks: [p95 latency < 500ms]\n',
      'bound.headroom.yaml',
    );
    const args = [file, ...options.map((one) => (one === 'PLAN' ? plan : one))];
    const code = await call(...args).then(
      (done) => done.code,
      (error: unknown) => (error instanceof UserError ? 2 : error),
    );
    expect([code, readFileSync(file, 'utf8')]).toEqual([2, text]);
    expect(readFileSync(`${file}.headroom.json`, 'utf8')).toBe(record);
  });

  it('prints progress section by section', async () => {
    const file = fileWith(TEXT);
    expect(await call(file)).toEqual({
      code: 0,
      out: [`${file}: 1 of 4 ticked`, '  Release      1/4', '    Before     1/3', '    After      0/1'],
      err: [],
    });
  });

  it('prints JSON of several files', async () => {
    const files = [fileWith(TEXT), fileWith('words\n', 'empty.md')];
    const { code, out } = await call(...files, '--format', 'json');
    const [first, second] = JSON.parse(out.join('\n')) as Record<string, unknown>[];
    expect(code).toBe(0);
    expect(first).toMatchObject({ file: files[0], total: 4, checked: 1 });
    expect((first!['items'] as unknown[])[3]).toEqual({
      ...{ id: 'Release / After / two', text: 'two', checked: false, line: 11 },
      path: ['Release', 'After'],
    });
    expect(second).toEqual({
      file: files[1],
      total: 0,
      checked: 0,
      items: [],
      open: [],
      targets: [],
      obstacles: [
        {
          line: 1,
          why: 'nothing-required',
          message: `${files[1]} has no task items, so nothing says that it is complete.`,
        },
      ],
      proposals: [],
      signOffs: [],
      evidence: [],
      steps: [],
      blanks: [],
      bindings: [],
    });
  });

  it('prints Markdown in which the texts are no mark-up', async () => {
    const file = fileWith('# A | B\n- [ ] p95 < 1s\n', 'escaped.md');
    const { out } = await call(file, '--format', 'md');
    expect(out).toContain('| A \\| B | 0/1 |');
    expect(out.at(-2)).toMatch(/^- .*escaped\.md:2: "p95 \\< 1s" is open\. Tick it when it is done\.$/);
  });

  it('ends with 1 while required items are open, and names them', async () => {
    const file = fileWith(TEXT);
    const { code, out, err } = await call(file, '--require-complete');
    expect(code).toBe(1);
    expect(out).toContain(`${file}:7: "three" is open. Tick it when it is done.`);
    expect(err).toEqual([`${file} is not complete: of what must be done, 3 open.`]);
    expect(await call(fileWith('- [x] a\n'), '--require-complete')).toMatchObject({ code: 0, err: [] });
    expect(await call(fileWith('words\n'), '--require-complete')).toMatchObject({ code: 1 });
  });

  it('ends with 1 where nothing must be ticked, and tells what is left out in every format', async () => {
    const file = fileWith('Stop if:\n- [ ] p95 > 1s\n', 'alarms.md');
    const { code, out, err } = await call(file, '--require-complete');
    expect([code, err]).toEqual([
      1,
      [`None of the 1 task item of ${file} must be ticked, so nothing says that it is complete.`],
    ]);
    expect(out.join('\n')).toContain('the item in line 2 need not be ticked: alarms, because of "Stop if:"');
    expect((await call(file, '--format', 'md')).out.join('\n')).toContain('### Left out\n\n- the item in line 2');
    const [read] = JSON.parse((await call(file, '--format', 'json')).out.join('\n')) as [Record<string, unknown>];
    expect(read).toMatchObject({
      items: [{ leftOut: { kind: 'alarm', by: 'Stop if:' } }],
      obstacles: [{ why: 'nothing-required' }],
    });
  });

  it('ends with 2 for a file that cannot be read, and tells of the others', async () => {
    const missing = path.join(folder, 'missing.md');
    const { code, out, err } = await call(missing, fileWith(TEXT), '--require-complete');
    expect(code).toBe(2);
    expect(out[0]).toContain('1 of 4 ticked');
    expect(err[0]).toBe(`There is no file ${missing}.`);
    expect(await call(folder)).toMatchObject({ code: 2 });
  });

  it('ends with 2 for a comment that says something wrong', async () => {
    const file = fileWith('- [ ] a <!-- headroom: chek=a/b -->\n');
    const { code, err } = await call(file);
    expect(code).toBe(2);
    expect(err).toEqual([
      expect.stringMatching(/list\.md:1:24 error .*Did you mean `check`\?.*\[checklist-unknown-word\]$/),
    ]);
  });

  it.each([
    [['Name at least one Markdown file'], []],
    [['change one file'], ['a.md', 'b.md', '--tick', 'x']],
    [['cannot be ticked and opened at once'], ['list.md', '--tick', 'one', '--untick', 'one']],
    [
      ['has no item "four"', '--format json'],
      ['list.md', '--tick', 'four'],
    ],
    [
      ['several items "two"', 'line 6: Release / Before / two', 'line 11: Release / After / two'],
      ['list.md', '--tick', 'two'],
    ],
  ])('refuses with %j', async (messages, args) => {
    const file = fileWith(TEXT);
    const refused = await call(...args.map((arg) => (arg === 'list.md' ? file : arg))).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UserError);
    for (const message of messages) expect((refused as UserError).message).toContain(message);
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
  });
});

describe('ticking', () => {
  const CAFE = Buffer.from('caf\xe9 \xff', 'latin1');
  it.each<[string, Buffer]>([
    ['plain', Buffer.from('- [ ] one\n- [x] two\n')],
    ['byte order mark and Windows line ends', Buffer.from('\uFEFF# é\r\n- [ ] one\r\n- [x] two\r\n')],
    ['UTF-16', Buffer.from('\uFEFF# é\r\n- [ ] one\r\n- [x] two\r\n', 'utf16le')],
    ['bytes that are no UTF-8', Buffer.concat([CAFE, Buffer.from('\n\n- [ ] one\n- [x] two\n'), CAFE])],
    ['mis-decoded text', Buffer.from('# ‚úÖ \uFFFD\n\n- [ ] one\n- [x] two\n\0')],
  ])('changes nothing but the bytes between the brackets: %s', async (_, before) => {
    const file = fileWith(before);
    const read = await call(
      file,
      '--tick',
      (await readChecklistIds(file))[0]!,
      '--untick',
      (await readChecklistIds(file))[1]!,
    );
    expect(read.code).toBe(0);
    const after = readFileSync(file);
    const changed = [...before.keys()].filter((at) => before[at] !== after[at]);
    expect(after.length).toBe(before.length);
    expect(changed.map((at) => String.fromCharCode(before[at]!, after[at]!))).toEqual([' x', 'x ']);
  });

  it('keeps links and permissions', async () => {
    const file = fileWith(TEXT, 'real.md');
    chmodSync(file, 0o640);
    const link = path.join(folder, 'link.md');
    symlinkSync(file, link);
    expect((await call(link, '--tick', 'three')).out[0]).toContain('2 of 4 ticked');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readFileSync(file, 'utf8')).toBe(TEXT.replace('[ ] three', '[x] three'));
  });

  it('writes nothing when the file changed since it was read', () => {
    const file = fileWith(TEXT);
    const read = readChecklistFile(file);
    writeFileSync(file, 'other');
    expect(() => writeChecklistFile(read, 'mine')).toThrow('was changed by somebody else');
    expect(readFileSync(file, 'utf8')).toBe('other');
  });
});

async function readChecklistIds(file: string): Promise<string[]> {
  const [first] = JSON.parse((await call(file, '--format', 'json')).out.join('\n')) as { items: { id: string }[] }[];
  return first!.items.map(({ id }) => id);
}
