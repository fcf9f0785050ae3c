import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
});
