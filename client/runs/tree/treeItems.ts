import * as vscode from 'vscode';
import { COMMANDS } from '../../contributions.ts';
import { PAGE, type GroupNode, type MoreNode, type RunNode } from './runList.ts';
import { groupWords, runWords, type Icon, type RunPlace, type RunWords } from './runWords.ts';

const language = vscode.env.language;
const times = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
const thisYear = new Intl.DateTimeFormat(language, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const otherYears = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const datesAndTimes = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const days = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
export const WORDS = {
  // A name with digits that are no time is shown all the same.
  time: (ms: number) => (Number.isNaN(ms) ? 'no time' : times.format(ms)),
  short: (ms: number) => {
    if (Number.isNaN(ms)) return 'no time';
    const isThisYear = new Date(ms).getFullYear() === new Date().getFullYear();
    return (isThisYear ? thisYear : otherYears).format(ms);
  },
  dateAndTime: (ms: number) => (Number.isNaN(ms) ? 'no time' : datesAndTimes.format(ms)),
  day: (ms: number) => (Number.isNaN(ms) ? 'no day' : days.format(ms)),
  folder: (path: string) => vscode.workspace.asRelativePath(path),
};

export function runTreeItem(node: RunNode, place: RunPlace): vscode.TreeItem {
  const words = runWords(node, place, WORDS);
  const item = treeItem(words, vscode.TreeItemCollapsibleState.None, node.folder);
  item.tooltip = new vscode.MarkdownString(words.tooltip);
  item.command = { command: COMMANDS.openRun, title: 'Open Run', arguments: [vscode.Uri.file(node.folder)] };
  return item;
}

export function groupTreeItem(node: GroupNode, isAmbiguous: boolean, isOpen: boolean): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  return treeItem(groupWords(node, isAmbiguous, WORDS), isOpen ? Expanded : Collapsed, node.key);
}

export function moreTreeItem({ group }: MoreNode): vscode.TreeItem {
  const left = group.runs.length - group.shown;
  const label = `Show ${Math.min(PAGE, left)} More`;
  const item = treeItem(
    {
      label,
      description: `${left} older`,
      spoken: `${label}, of ${left} older runs`,
      icon: { id: 'ellipsis' },
      context: 'more',
    },
    vscode.TreeItemCollapsibleState.None,
    `more ${group.key}`,
  );
  item.command = { command: COMMANDS.showMoreRuns, title: label, arguments: [group] };
  return item;
}

function treeItem(
  { label, description, spoken, icon, context }: Omit<RunWords, 'tooltip'>,
  state: vscode.TreeItemCollapsibleState,
  id: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.id = id;
  item.description = description;
  item.iconPath = themeIcon(icon);
  item.contextValue = context;
  item.accessibilityInformation = { label: spoken };
  return item;
}

function themeIcon({ id, colour }: Icon): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}
