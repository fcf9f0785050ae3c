import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { httpTest, ok, runFolders, useWorkbench } from './workbench.ts';

const SECRET = 'tok-3c9f-very-secret';
const workbench = useWorkbench();

describe('headroom run: secrets', { timeout: 60_000 }, () => {
  it('secrets reach the server and no file', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const more = '    headers: { authorization: "Bearer ${secrets.TOKEN}" }\n    checks: ["error_rate < 1%"]';
    const file = workbench.plan(httpTest('secret', more), 'secrets: [TOKEN]');
    const { code, out, err } = await workbench.headroom(['run', file, '--verbose'], { env: { TOKEN: SECRET } });
    expect(code).toBe(0);
    expect(workbench.seen[0]?.authorization).toBe(`Bearer ${SECRET}`);
    const [run = ''] = runFolders(file);
    for (const entry of readdirSync(run, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      expect(readFileSync(path.join(entry.parentPath, entry.name), 'utf8'), entry.name).not.toContain(SECRET);
    }
    expect(out + err).not.toContain(SECRET);
  });

  it('a dry run sends nothing, needs no confirmation and shows no secret', async () => {
    workbench.seen.length = 0;
    const file = workbench.plan(httpTest('x', '    headers: { a: "${secrets.TOKEN}" }'), 'secrets: [TOKEN]');
    const env = { TOKEN: SECRET };
    const { code, out } = await workbench.headroom(['run', file, '--dry-run'], { env });
    const asJson = await workbench.headroom(['run', file, '--dry-run', '--format', 'ndjson'], { env });
    expect({
      code,
      seen: workbench.seen,
      folders: existsSync(path.join(path.dirname(file), 'headroom-results')),
    }).toEqual({
      code: 0,
      seen: [],
      folders: false,
    });
    expect(out).toMatch(/^Test x would start:\n {2}\S+.* \S+engine\.js\n {4}in \S+\n.* TOKEN/);
    expect(JSON.parse(asJson.out)).toMatchObject({
      dryRun: true,
      test: { id: 'x', runner: 'http' },
      processes: [{ folder: path.dirname(file), environment: ['ELECTRON_RUN_AS_NODE', 'TOKEN'] }],
    });
    expect(asJson.out).not.toContain(SECRET);
    expect(out).not.toContain(SECRET);
  });

  it('credentials of a target reach the server and nothing that is kept or shown', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const file = workbench.plan(httpTest('search', '    checks: [p95 latency < 5s]'));
    const text = readFileSync(file, 'utf8').replace('http://', 'http://admin:hunter2pw@');
    writeFileSync(file, text);
    const checklist = path.join(path.dirname(file), 'release.md');
    writeFileSync(checklist, '- [x] Fast <!-- headroom: check=search/p95-latency -->\n');
    const ran = await workbench.headroom(['run', file, '--verbose']);
    const base64 = Buffer.from('admin:hunter2pw').toString('base64');
    expect([ran.code, workbench.seen[0]?.authorization]).toEqual([0, `Basic ${base64}`]);
    const [run = ''] = runFolders(file);
    const kept = readdirSync(run, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    const dry = await workbench.headroom(['run', file, '--dry-run']);
    const shown = [ran.out, ran.err, dry.out, dry.err];
    for (const format of ['md', 'html', 'json'])
      shown.push((await workbench.headroom(['readiness', checklist, '--plan', file, '--format', format])).out);
    for (const one of [...kept, ...shown]) expect(one).not.toMatch(new RegExp(`hunter2pw|${base64}`));
    expect(shown.at(-1)).toContain(`http://127.0.0.1:${workbench.port}`);
    // The load is still known to be the same.
    expect(await workbench.headroom(['checklist', checklist, '--plan', file, '--require-complete'])).toMatchObject({
      code: 0,
    });
  });
});
