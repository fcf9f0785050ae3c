import { readArtilleryScript, type ArtilleryScriptFacts } from '../../configs/artillery/scriptFacts.ts';
import type { Stage } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';
import { hostName } from '../../text/hostName.ts';
import { redactor } from '../../text/redact.ts';
import type { RunnerAdapter, ToolJob, ToolProcess } from '../adapter.ts';
import { ARTILLERY_REPORTER_BUNDLE, ARTILLERY_TAP_PLUGIN } from './bundles.ts';
import { ArtilleryDecoder, TAP_CHANNEL } from './decoder.ts';
import { readOptions, type ArtilleryOptions } from './options.ts';
import { phasesOf, SMOKE_PHASES } from './phases.ts';

/** Characters of a bucket; it holds a histogram for every request and trend of a quarter of a second. */
const TAP_LINE_LIMIT = 16 * 1024 * 1024;
const NOTHING_STATED = { hasEnsure: false, hasEnsurePlugin: false, hasExpect: false, hasExpectPlugin: false };

/** Artillery 2 with the script of the user as it is. Headroom adds a reporter and a plugin through its environment. */
export const artilleryAdapter: RunnerAdapter = {
  kind: 'artillery',
  prepare: (job) => {
    const { test, smoke, locate, secrets } = job;
    if (test.script === undefined) throw new UserError(`Test ${test.id} has no \`script\` for Artillery.`);
    const script = locate(test.script.value);
    const options = readOptions(test, locate);
    const facts = job.scriptText === undefined ? undefined : readArtilleryScript(job.scriptText);
    refuseProtected(job, facts, options);
    const stages = smoke ? [] : test.stages;
    const phases = smoke ? SMOKE_PHASES : phasesOf(test.id, stages);
    const stated = facts ?? NOTHING_STATED;
    return {
      processes: [toolProcess(job, script, [...options.args, ...overrides(phases)])],
      decoder: new ArtilleryDecoder({
        testId: test.id,
        stages: stages.map((stage) => ({ name: stage.name, warmup: stage.warmup, level: levelText(stage) })),
        stated: options.hasConfigFile ? { ...stated, hasEnsurePlugin: true, hasExpectPlugin: true } : stated,
        drainMs: options.drainMs,
        redact: redactor(secrets.values()),
      }),
      notes: notesOf(stages),
    };
  },
};

function toolProcess(job: ToolJob, script: string, args: readonly string[]): ToolProcess {
  const bundles = job.engineBundle.replace(/[^/\\]*$/, '');
  if (bundles.includes(',')) {
    throw new UserError(`Artillery takes no reporter from a folder with a comma in its name: move ${bundles}`);
  }
  const { prefix, name } = ARTILLERY_TAP_PLUGIN;
  return {
    argv: [
      job.program,
      'run',
      ...(job.target === undefined ? [] : ['--target', job.target]),
      ...args,
      ...['--output', `${job.rawFolder}/artillery-report.json`],
      script,
    ],
    cwd: job.planFolder,
    environment: {
      CUSTOM_REPORTERS: `${bundles}${ARTILLERY_REPORTER_BUNDLE}`,
      ARTILLERY_PLUGINS: JSON.stringify({ [name]: { scope: `${bundles}${prefix}` } }),
      ARTILLERY_DISABLE_TELEMETRY: '1',
      HEADROOM_BLOCKED_HOSTS: job.blockedHosts.join(' '),
    },
    // Kept open: its end tells the reporter that nobody watches the run any more.
    stdin: '',
    channels: [{ name: TAP_CHANNEL, kind: 'pipe' }],
    stop: [
      { kind: 'stdin', text: 'stop\n', waitMs: 4000 },
      { kind: 'signal', signal: 'SIGINT', waitMs: 3000 },
      { kind: 'signal', signal: 'SIGTERM', waitMs: 2000 },
    ],
    lineLimit: TAP_LINE_LIMIT,
  };
}

/** Lists in overrides take the place of those in the script, whatever environment it runs in. */
function overrides(phases: readonly object[]): string[] {
  return phases.length === 0 ? [] : ['--overrides', JSON.stringify({ config: { phases } })];
}

/** Before anything is started, as far as the script tells it; the tap refuses the rest when it is about to be sent. */
function refuseProtected(job: ToolJob, facts: ArtilleryScriptFacts | undefined, options: ArtilleryOptions): void {
  const { test, target, blockedHosts } = job;
  const ofEnvironment = options.environment === undefined ? undefined : facts?.environments.get(options.environment);
  const used = target ?? ofEnvironment ?? facts?.target;
  const others = new Set([facts?.target, ...(facts?.environments.values() ?? [])]);
  const urls = [used, ...(facts?.urls ?? []).filter((url) => !others.has(url))];
  for (const url of urls) {
    const host = url === undefined ? undefined : hostName(url);
    if (host === undefined || !blockedHosts.includes(host)) continue;
    throw new UserError(
      `Test ${test.id}: the Artillery script sends to ${host}, which is protected. To send load there, confirm its name: --confirm ${host}`,
    );
  }
}

function levelText({ load: { from, to } }: Stage): string {
  return `${from === to ? to : `${from} to ${to}`}/s`;
}

function notesOf(stages: readonly Stage[]): string[] {
  const hasRamp = stages.some(({ load }) => load.from !== load.to);
  return hasRamp ? ['Artillery ramps as a staircase with a step a second'] : [];
}
