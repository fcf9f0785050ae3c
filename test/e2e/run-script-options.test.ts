import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { followHost } from '../../core/node/runHost/client.ts';
import { servingSchema } from '../../core/protocol/runHost.ts';
import { eventsIn, readEvents, takeAll } from '../node/runHost/hostBench.ts';
import { describeWithTool } from '../support/tools.ts';
import { lastResult } from './toolRuns.ts';
import { ok, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

function script(name: string, text: string): string {
  const file = path.join(workbench.newFolder(), name);
  writeFileSync(file, text);
  return file;
}

const k6Script = (more = '', duration = '2s'): string => `import http from 'k6/http';
import { sleep } from 'k6';
import { scenario } from 'k6/execution';
export const options = { vus: 2, duration: '${duration}', thresholds: { http_req_duration: ['p(95)<5000'] } };
export default function () { http.get('http://127.0.0.1:${workbench.port}/'); sleep(0.1); ${more} }
`;

const eventsOf = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

describeWithTool('k6', 'headroom run: the options of a k6 script without a plan', () => {
  it('--format ndjson prints the events of the run and nothing else', async () => {
    workbench.answer = ok;
    const file = script('search.js', k6Script());
    const { code, out } = await workbench.headroom(['run', file, '--format', 'ndjson']);
    expect(code).toBe(0);
    expect(eventsOf(out)).toEqual(readEvents(runFolders(file)[0]!));
    expect(out).toContain('"kind":"verdicts"');
  });

  it('--strict takes no warning for a pass', async () => {
    workbench.answer = ok;
    const file = script('search.js', k6Script("if (scenario.iterationInTest === 3) throw new Error('once');"));
    expect((await workbench.headroom(['run', file])).code).toBe(0);
    expect(lastResult(file).verdict).toBe('warn');
    expect((await workbench.headroom(['run', file, '--strict'])).code).toBe(1);
  });

  it(
    '--serve tells an editor of it, and --parallel lets another run go on beside it',
    { timeout: 60_000 },
    async () => {
      workbench.answer = ok;
      const file = script('search.js', k6Script('', '8s'));
      const short = script('short.js', k6Script());
      const follow = async (said: string) => {
        const { socket, tests } = servingSchema.parse(JSON.parse(said));
        const items = takeAll(followHost(socket));
        return { tests, beside: await workbench.headroom(['run', short, '--parallel']), items: await items };
      };
      const followed: ReturnType<typeof follow>[] = [];
      const call = await workbench.headroom(['run', file, '--serve'], {
        onOutput: (text) => {
          if (followed.length === 0 && text.includes('\n')) followed.push(follow(text));
        },
      });
      const [told, ...more] = await Promise.all(followed);
      expect({ code: call.code, more }, call.err).toEqual({ code: 0, more: [] });
      expect(told).toMatchObject({ tests: ['search'], beside: { code: 0 } });
      // JSON knows no NaN.
      const asStored: unknown = JSON.parse(JSON.stringify(eventsIn(told?.items ?? [])));
      expect(asStored).toEqual(readEvents(runFolders(file)[0]!));
      expect(told?.items.at(-1)).toMatchObject({ kind: 'done', exitCode: 0 });
    },
  );
});

describeWithTool('artillery', 'headroom run: the options of an Artillery script without a plan', () => {
  it('--format ndjson prints the events of the run and nothing else', { timeout: 60_000 }, async () => {
    workbench.answer = ok;
    const phases = 'phases: [{ duration: 1, arrivalRate: 2 }]';
    const file = script(
      'load.yml',
      `config: { target: "http://127.0.0.1:${workbench.port}", ${phases} }\nscenarios: [{ flow: [{ get: { url: / } }] }]\n`,
    );
    const { code, out } = await workbench.headroom(['run', file, '--format', 'ndjson', '--strict']);
    expect(code).toBe(1);
    expect(eventsOf(out)).toEqual(readEvents(runFolders(file)[0]!));
    expect(eventsOf(out).at(-1)).toMatchObject({ kind: 'finished' });
  });
});
