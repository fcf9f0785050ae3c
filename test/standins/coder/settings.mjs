import { tmpdir } from 'node:os';
import path from 'node:path';

const read = (name, byDefault) => process.env[`CODER_STANDIN_${name}`] ?? byDefault;

/** What the stand-in plays, from CODER_STANDIN_… in the environment. */
export const settings = {
  /** real: what the sources say. seed: what teams' documents say. */
  mode: read('MODE', 'real'),
  version: read('VERSION', 'v2.999.0-standin'),
  slim: read('SLIM', '') !== '',
  /** owner, member or none. */
  login: read('LOGIN', 'owner'),
  /** What the deployment holds between calls. */
  stateFile: read('STATE', path.join(tmpdir(), 'coder-standin-state.json')),
  /** Equal seeds give equal bytes. */
  seed: Number(read('SEED', '1')),
  meanMs: Number(read('MEAN_MS', '200')),
  failureRate: Number(read('FAILURE_RATE', '0')),
  /** All waits are divided by it; the figures are not. */
  timeScale: Number(read('TIME_SCALE', '1')),
  cleanupFails: read('CLEANUP_FAILS', '') !== '',
  /** Results without `metrics`, as before 2025. */
  older: read('OLDER', '') !== '',
  /** truncated, nothing, ansi, interleaved, huge-logs, oldest-errors, autostart, contradiction. */
  malformed: read('MALFORMED', ''),
};
