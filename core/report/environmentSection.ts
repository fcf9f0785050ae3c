import { formatDuration } from '../format.ts';
import { shownPath } from '../text/shownPath.ts';
import type { ReportInput } from './reportInput.ts';
import { strong, text, type Section } from './section.ts';

/** What was run, where, by whom and with what: enough to run it again. */
export function environmentSection({ manifest }: ReportInput): Section {
  const {
    environment,
    tool,
    overrides,
    confirmedHosts,
    confirmations = [],
    endedAt,
    startedAt,
    imported,
    script,
  } = manifest;
  const isPlanned = manifest.plan.path !== '';
  const changed = Object.entries(overrides).map(([name, value]) => `${name}=${value}`);
  const ofPlan = ` of ${shownPath(manifest.plan.path)}${script === undefined ? '' : ', a script without a plan'}`;
  const stated = `stated in the ${script === undefined ? 'test' : 'script'}`;
  const rows: [string, string][] = [
    ['Run', manifest.runId],
    ['Test', `${manifest.testId}${isPlanned ? ofPlan : ''}`],
    ['Environment', environment?.id ?? 'none'],
    ['Target', imported ? (imported.target ?? 'not in the file') : (environment?.target ?? stated)],
    ['Started', `${new Date(startedAt).toISOString()} by ${manifest.startedBy}`],
    ['Duration', endedAt === undefined ? 'unknown: the run has no end' : formatDuration(endedAt - startedAt)],
    ['Load generator', `${tool.name} ${tool.version} (runner ${manifest.runner})`],
    ...originRows(manifest),
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

/** Of an imported run nobody knows the machine, the commit and the load. */
function originRows({ imported, machine, gitCommit, loadHash }: ReportInput['manifest']): [string, string][] {
  if (imported) {
    return [
      ['Imported', `${new Date(imported.at).toISOString()} from ${shownPath(imported.path)} (${imported.kind})`],
      ['File', imported.contentHash],
    ];
  }
  return [
    ['Machine', `${machine.platform}, ${machine.cores} cores, Node ${machine.node}`],
    ['Git commit', gitCommit ?? 'not under version control'],
    ['Load', loadHash.slice(0, 12)],
  ];
}
