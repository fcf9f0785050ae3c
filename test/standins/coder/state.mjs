import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { settings } from './settings.mjs';

/** The workspaces and users that the deployment holds. */
export function readState() {
  if (!existsSync(settings.stateFile)) return { workspaces: [], users: [] };
  return JSON.parse(readFileSync(settings.stateFile, 'utf8'));
}

export function writeState(state) {
  writeFileSync(settings.stateFile, JSON.stringify(state));
}
