import * as vscode from 'vscode';
import { findDangers, type DangerPlace } from '../../../core/checklist/runbook/dangers.ts';
import { isTyped } from '../../running/needs.ts';

const RUN = 'Run Anyway';
const MOST_SHOWN = 8;

/**
 * Shows commands that may do harm, each with its reason, and lets a person decide. The button that Enter presses runs
 * nothing. The name of a protected host has to be typed.
 */
export async function confirmDangers(
  text: string,
  place: DangerPlace,
  title: string,
  showBlock: () => Promise<void>,
): Promise<boolean> {
  const dangers = findDangers(text, place);
  if (dangers.length === 0) return true;
  const shown = dangers.slice(0, MOST_SHOWN).map(({ command, reason }) => `It ${reason}:\n${command}`);
  const more = dangers.length > MOST_SHOWN ? [`And ${dangers.length - MOST_SHOWN} more.`] : [];
  const show = 'Show Block';
  const chosen = await vscode.window.showWarningMessage(
    `"${title}" may do harm. Run it?`,
    { modal: true, detail: [...shown, ...more].join('\n\n') },
    show,
    RUN,
  );
  if (chosen === show) await showBlock();
  if (chosen !== RUN) return false;
  const hosts = new Set(dangers.flatMap(({ protectedHost }) => protectedHost ?? []));
  for (const host of hosts) if (!(await isTyped({ typed: host, why: `${host} is protected` }))) return false;
  return true;
}
