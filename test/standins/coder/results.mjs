import { settings } from './settings.mjs';

const BEGIN = Date.UTC(2000, 0, 1);

/** As Go prints a duration. */
export function goDuration(ms) {
  if (ms < 1000) return ms === 0 ? '0s' : `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = `${Math.round(ms % 60_000) / 1000}s`;
  return `${hours > 0 ? `${hours}h` : ''}${hours + minutes > 0 ? `${minutes}m` : ''}${seconds}`;
}

/** As Go's encoder writes JSON: one line, `<>&` escaped. */
export function goJson(value) {
  const escaped = JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return `${escaped}\n`;
}

function logsOf(id) {
  const body = '{"email":"scaletest@scaletest.local","password":"throw-away-password-1"}';
  const lines = [`2000-01-01 00:00:00.000 [debu] request {id=${id}} body=${body}`, '{"level":"info","runs":{}}'];
  return lines.join('\n').repeat(settings.malformed === 'huge-logs' ? 20_000 : 1);
}

function errorOf(run) {
  if (run.error === undefined) return settings.malformed === 'oldest-errors' ? null : '<nil>';
  if (settings.malformed === 'oldest-errors') return {};
  return `${run.error}:\n    github.com/coder/coder/v2/scaletest/harness.(*TestRun).Run\n        /home/runner/run.go:1`;
}

/** The object that the real command line writes. */
export function realResult(runs, elapsedMs) {
  const sorted = [...runs].sort((a, b) => (a.id < b.id ? -1 : 1));
  const failed = runs.filter(({ error }) => error !== undefined).length;
  const entry = (run) => ({
    full_id: run.id,
    test_name: run.id.split('/')[0],
    id: run.id.split('/')[1],
    logs: logsOf(run.id),
    error: errorOf(run),
    started_at: new Date(BEGIN + run.start).toISOString().replace('Z', '000001Z'),
    duration: goDuration(run.durationMs),
    duration_ms: run.durationMs,
    ...(run.metrics === undefined || settings.older ? {} : { metrics: run.metrics }),
  });
  return {
    total_runs: runs.length,
    total_pass: runs.length - failed + (settings.malformed === 'contradiction' ? 1 : 0),
    total_fail: failed,
    elapsed: goDuration(elapsedMs),
    elapsed_ms: elapsedMs,
    runs: Object.fromEntries(sorted.map((run) => [run.id, entry(run)])),
  };
}

function nearestRank(values, percent) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1];
}

/** The object that teams' documents expect. Nothing writes it but this stand-in. */
export function seedResult(command, runs) {
  const passed = runs.filter(({ error }) => error === undefined);
  const durations = passed.map(({ durationMs }) => durationMs);
  const percentiles = (name) =>
    Object.fromEntries([50, 95, 99].map((percent) => [`${name}_p${percent}_ms`, nearestRank(durations, percent)]));
  const counts = [runs.length, passed.length, runs.length - passed.length];
  if (command === 'create-workspaces') {
    const [total, success, failed] = counts;
    return { total, success, failed, ...percentiles('provisioning_time') };
  }
  if (command === 'dashboard') {
    const [total_requests, successful_requests, failed_requests] = counts;
    return { total_requests, successful_requests, failed_requests, ...percentiles('latency') };
  }
  const bytes = (name) => runs.reduce((sum, { metrics }) => sum + (metrics?.[name] ?? 0), 0);
  return {
    ...{ total_bytes_sent: bytes('bytes_written'), total_bytes_received: bytes('bytes_read') },
    ...{ connection_errors: counts[2], packet_loss_percent: 0.1, avg_latency_ms: 12.5, max_latency_ms: 80 },
  };
}

/** What one version of autostart wrote. */
export function autostartResult(runs) {
  const { total_runs, total_pass, total_fail } = realResult(runs, 0);
  return { total_runs, successful_runs: total_pass, failed_runs: total_fail, runs: [], end_to_end_latency_p95_ms: 950 };
}

export function resultText(runs, elapsedMs) {
  if (runs.length === 0) return 'No tests run\n';
  const failed = runs.filter(({ error }) => error !== undefined);
  const parts = failed.map(
    ({ id, error }) => `\n== FAIL: ${id}\n\n\tError: ${error}\n\n\tLog:\n${logsOf(id).replace(/^/gm, '\t\t')}\n`,
  );
  const average = runs.reduce((sum, { durationMs }) => sum + durationMs, 0) / runs.length;
  const counts = `\tPass:  ${runs.length - failed.length}\n\tFail:  ${failed.length}\n\tTotal: ${runs.length}\n`;
  const times = `\tTotal duration: ${goDuration(elapsedMs)}\n\tAvg. duration:  ${goDuration(Math.round(average))}\n`;
  return `${parts.join('')}\n\nTest results:\n${counts}\n${times}`;
}
