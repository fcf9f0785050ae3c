import { NO_DATA, text, type Cell, type Section } from '../report/section.ts';
import { runPart } from './cells.ts';
import type { ReadinessReport } from './readinessReport.ts';
import { utcMinute } from './words.ts';

/** Enough of each run to make it again. */
export function runsSection({ runs }: ReadinessReport): Section {
  const section = { id: 'runs', title: 'Runs and environments', footnotes: [] };
  if (runs.length === 0) return { ...section, lead: [`${NO_DATA}: no run was found that this could be told from.`] };
  return {
    ...section,
    lead: [],
    table: {
      columns: ['Run', 'Verdict', 'Where', 'When', 'With', 'Of'].map((name) => ({ name })),
      rows: runs.map((run): Cell[] => {
        const set = Object.entries(run.overrides).map(([name, value]) => `${name}=${value}`);
        return [
          [runPart(run.runId, run.reportLink), ...text(`, test ${run.test}`)],
          [
            run.verdict === undefined ? { kind: 'note', text: 'none' } : { kind: 'verdict', verdict: run.verdict },
            ...(run.remark === undefined ? [] : [{ kind: 'note', text: `; ${run.remark}` } as const]),
          ],
          text([run.environment ?? 'no environment', run.target ?? 'target as the test states it'].join(', ')),
          text(`${utcMinute(Date.parse(run.startedAt))} by ${run.startedBy}`),
          text(`${run.tool}, on ${run.machine}`),
          text(
            [
              ...(run.plan === '' ? [] : [run.plan]),
              `commit ${run.gitCommit ?? 'unknown'}`,
              `load ${run.loadHash.slice(0, 12)}`,
              ...(set.length > 0 ? [`set ${set.join(', ')}`] : []),
            ].join(', '),
          ),
        ];
      }),
    },
  };
}
