import { formatDuration } from '../format.ts';
import type { ReportInput } from './reportInput.ts';
import { strong, text, type Section } from './section.ts';

/** What was run, where, by whom and with what: enough to run it again. */
export function environmentSection({ manifest }: ReportInput): Section {
  const {
    environment,
    machine,
    tool,
    overrides,
    confirmedHosts,
    confirmations = [],
    endedAt,
    startedAt,
    script,
  } = manifest;
  const changed = Object.entries(overrides).map(([name, value]) => `${name}=${value}`);
  const rows: [string, string][] = [
    ['Run', manifest.runId],
    ['Test', `${manifest.testId} of ${manifest.plan.path}${script === undefined ? '' : ', a script without a plan'}`],
    ['Environment', environment?.id ?? 'none'],
    ['Target', environment?.target ?? `stated in the ${script === undefined ? 'test' : 'script'}`],
    ['Started', `${new Date(startedAt).toISOString()} by ${manifest.startedBy}`],
    ['Duration', endedAt === undefined ? 'unknown: the run has no end' : formatDuration(endedAt - startedAt)],
    ['Load generator', `${tool.name} ${tool.version} (runner ${manifest.runner})`],
    ['Machine', `${machine.platform}, ${machine.cores} cores, Node ${machine.node}`],
    ['Git commit', manifest.gitCommit ?? 'not under version control'],
    ['Load', manifest.loadHash.slice(0, 12)],
    ...(changed.length > 0 ? [['Set for this run', changed.join(', ')] as [string, string]] : []),
    ...(confirmedHosts.length > 0 ? [['Confirmed hosts', confirmedHosts.join(', ')] as [string, string]] : []),
    ...(confirmations.length > 0 ? [['Confirmed', confirmations.join('; ')] as [string, string]] : []),
  ];
  return {
    ...{ id: 'environment', title: 'Environment', lead: [], footnotes: [] },
    table: {
      columns: [{ name: 'What' }, { name: 'Value' }],
      rows: rows.map(([name, value]) => [strong(name), text(value)]),
    },
  };
}
