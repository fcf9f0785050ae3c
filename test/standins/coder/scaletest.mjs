import { setTimeout as delay } from 'node:timers/promises';
import { FLAGS, helpText, readFlags } from './flags.mjs';
import { requireLogin, requireOwner } from './login.mjs';
import { writeOutputs } from './outputs.mjs';
import { dashboardLines, servePrometheus, trafficLines } from './prometheus.mjs';
import { Refusal } from './refusal.mjs';
import { goDuration } from './results.mjs';
import { settings } from './settings.mjs';
import { elapsedOf, harness } from './simulate.mjs';
import { readState, writeState } from './state.mjs';

const say = (line) => process.stderr.write(`${line}\n`);
const wait = (ms) => delay(ms / settings.timeScale);
const TEMPLATES = ['pod-swdev', 'ec2-datasci'];

export async function scaletest([command, ...args]) {
  if (settings.slim) {
    throw new Refusal(
      'You are using a \'slim\' build of Coder, which does not support the "exp scaletest" subcommand.\nPlease use a build of Coder from GitHub releases.',
    );
  }
  const isHelp = command === undefined || command === '--help' || args.includes('--help');
  if (isHelp) return void process.stdout.write(`${helpText(FLAGS[command] ? command : undefined)}\n`);
  if (!FLAGS[command]) throw new Refusal(`error: unrecognized subcommand "${command}"`);
  const flags = readFlags(command, args);
  if (flags.duration) flags.timeout = flags['job-timeout'] = flags.duration;
  for (const written of flags.output ?? []) {
    if (!/^(text|json)(:.+)?$/.test(written)) throw new Refusal('error: could not parse --output flags');
  }
  if ((flags.output ?? []).filter((written) => !written.includes(':')).length > 1) {
    throw new Refusal('error: could not parse --output flags');
  }
  if (command === 'dashboard') requireLogin();
  else requireOwner();
  return { 'create-workspaces': create, 'workspace-traffic': traffic, dashboard, cleanup }[command](flags);
}

async function create(flags) {
  if (flags.count <= 0) throw new Refusal('error: --count is required and must be greater than 0');
  if (!TEMPLATES.includes(flags.template)) {
    throw new Refusal(`error: could not find template "${flags.template}" in any organization`);
  }
  process.stdout.write(
    'Planning workspace...\n=== ✔ Queued [0ms]\n┌───────────────────┐\n│ Workspace Preview │\n└───────────────────┘\n',
  );
  say('Running load test...');
  const names = Array.from({ length: flags.count }, (_, index) => `scaletest-${index}`);
  const before = readState();
  writeState({
    workspaces: [...before.workspaces, ...names.map((name) => ({ name }))],
    users: [...before.users, ...names],
  });
  const runs = harness(flags.count, flags, { endless: false }).map((run) => ({
    ...run,
    id: `workspacebuild/${run.index}`,
    error: errorOfBuild(run),
  }));
  await wait(elapsedOf(runs));
  writeOutputs('create-workspaces', flags, runs);
  say('Cleaning up...');
  if (settings.cleanupFails)
    throw new Refusal(
      'Encountered an error running "coder exp scaletest create-workspaces"\nerror: cleanup tests: 1 error occurred',
    );
  if (!flags['no-cleanup']) writeState(before);
  say('Uploading traces...');
  failOnFailures('create-workspaces', runs, flags['max-failures']);
}

function errorOfBuild({ isDead, isCutOff, fails }) {
  if (isDead || isCutOff) return 'create workspace: wait for build: context deadline exceeded';
  return fails ? 'create workspace: build failed: quota exceeded' : undefined;
}

async function traffic(flags) {
  const all = inRange(readState().workspaces, flags['target-workspaces']);
  if (all.length === 0) throw new Refusal('error: no scaletest workspaces exist');
  if (flags.timeout === 0) throw new Refusal('error: validate config: validate duration: must be greater than zero');
  if (flags['bytes-per-tick'] === 0)
    throw new Refusal('error: validate config: validate bytes per tick: must be greater than zero');
  const runs = harness(all.length, flags, { endless: true }).map((run) => {
    const ticks = Math.floor(run.durationMs / flags['tick-interval']);
    const bytes = ticks * flags['bytes-per-tick'];
    const error =
      run.isDead || run.fails ? 'connect to workspace via reconnectingpty: context deadline exceeded' : undefined;
    const metrics = error ? undefined : { bytes_read: bytes, bytes_written: bytes };
    return { ...run, id: `workspace-traffic/${run.index}`, workspace: all[run.index].name, ticks, error, metrics };
  });
  const lines = (share) => trafficLines(runs, share);
  await timed('workspace-traffic', flags, runs, lines, { trapsSignals: true });
}

async function dashboard(flags) {
  if (flags.jitter >= flags.interval) throw new Refusal('error: --jitter must be less than --interval');
  const users = inRange(readState().users, flags['target-users']);
  const runs = harness(users.length, flags, { endless: true }).map((run) => ({
    ...run,
    id: `dashboard/dashboard-${users[run.index]}`,
  }));
  const clicks = runs.reduce((sum, { durationMs }) => sum + Math.floor(durationMs / flags.interval), 0);
  const errors = Math.round(clicks * settings.failureRate);
  const actions = { workspace_list: { count: clicks, errors }, template_list: { count: clicks, errors: 0 } };
  for (const { id } of runs)
    process.stdout.write(`2000-01-01 00:00:00.000 [info]  ${id}: runner config  {"headless":true}\n`);
  await timed('dashboard', flags, runs, (share) => dashboardLines(actions, share), { trapsSignals: false });
}

/** A test that lasts as long as its time limits say, with its counters open until the wait after it is over. */
async function timed(command, flags, runs, lines, { trapsSignals }) {
  const elapsedMs = elapsedOf(runs);
  const began = performance.now();
  const share = () =>
    elapsedMs === 0 ? 1 : Math.min(1, ((performance.now() - began) * settings.timeScale) / elapsedMs);
  let isOver = false;
  const close = servePrometheus(flags['scaletest-prometheus-address'], () => lines(isOver ? 1 : share()));
  const interrupted = new AbortController();
  if (trapsSignals) for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interrupted.abort());
  say('Running load test...');
  try {
    await delay(elapsedMs / settings.timeScale, undefined, { signal: interrupted.signal }).catch(() => undefined);
    isOver = !interrupted.signal.aborted;
    if (isOver) writeOutputs(command, flags, runs);
    say('Uploading traces...');
    const waitMs = flags['scaletest-prometheus-wait'];
    say(`Waiting ${goDuration(waitMs)} for prometheus metrics to be scraped`);
    await wait(waitMs);
  } finally {
    close();
  }
  if (!isOver)
    throw new Refusal(`Encountered an error running "coder exp scaletest ${command}"\nerror: context canceled`);
  failOnFailures(command, runs, 0);
}

async function cleanup(flags) {
  const { workspaces, users } = readState();
  process.stdout.write('Fetching scaletest workspaces...\n');
  say(`Found ${workspaces.length} scaletest workspaces`);
  process.stdout.write('Deleting scaletest workspaces...\n');
  await wait(50);
  if (settings.cleanupFails) throw new Refusal('error: cleanup tests: 1 error occurred');
  // Its template narrows only which workspaces go; the users go all.
  writeState({
    workspaces: flags.template ? workspaces.filter(({ template }) => template !== flags.template) : [],
    users: [],
  });
  process.stdout.write(
    `Done deleting scaletest workspaces.\nDeleting scaletest users...\nDone deleting ${users.length} scaletest users.\n`,
  );
}

function inRange(items, range) {
  const [, from, to] = /^(\d+):(\d+)$/.exec(range) ?? [];
  return from === undefined ? items : items.slice(Number(from), Number(to));
}

function failOnFailures(command, runs, allowed = 0) {
  const failed = runs.filter(({ error }) => error !== undefined).length;
  if (failed <= allowed) return;
  throw new Refusal(
    `Encountered an error running "coder exp scaletest ${command}", see "coder exp scaletest ${command} --help" for more information\nerror: load test failed, see above for more details`,
  );
}
