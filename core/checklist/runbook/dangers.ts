import { LineIndex } from '../../text/lineIndex.ts';
import { assignedIn } from './assignments.ts';
import { DANGER_RULES, DISK, dangerousSql } from './dangerRules.ts';
import { loadFacts, loadOf, protectedHostIn, type LoadFacts, type LoadPlace } from './loadDangers.ts';
import { programOf, workingWords } from './programOf.ts';
import { readShell } from './readShell.ts';
import type { ShellCommand } from './shellCommand.ts';

/** A command that a person should look at twice. */
export interface Danger {
  /** Counted from 1 in the text that was asked about. */
  line: number;
  /** As written, shortened. */
  command: string;
  /** What it does, in words: `deletes files and folders`. */
  reason: string;
  /** The protected host that it sends load to, which has to be typed. */
  protectedHost?: string;
}

/** Where commands are run, as far as it is known. */
export interface DangerPlace {
  /** Hosts that no load is sent to by mistake. */
  protectedHosts: readonly string[];
  /** The chosen environment is protected; its host, or its name where no host is known. */
  protectedEnvironment?: string;
  /** Values of variables that the text may refer to. */
  variables: Readonly<Record<string, string>>;
}

export const NO_PLACE: DangerPlace = { protectedHosts: [], variables: {} };

/** Programs whose arguments are text and no commands. */
const PRINTERS = new Set(
  'echo printf grep egrep fgrep rg ag ack man which type whereis help apropos tldr less more cat head tail jq yq wc test [ export declare local alias unalias history diff'.split(
    ' ',
  ),
);
/** Programs that run what they are fed. */
const READERS = new Set(
  'sh bash zsh dash ksh fish python python3 perl ruby node psql mysql mariadb sqlite3 sqlcmd mongosh mongo redis-cli ssh xargs at batch parallel source'.split(
    ' ',
  ),
);
/** So deep are texts looked at that are commands inside of commands. */
const DEEPEST = 4;
const MOST_SHOWN = 120;

/** Everything in a shell text that may do harm. It asks too often rather than too rarely. */
export function findDangers(text: string, place: DangerPlace = NO_PLACE): Danger[] {
  const lines = new LineIndex(text);
  const values = assignedIn(readShell(text).commands, place.variables);
  const whole = { ...place, values, namedHost: protectedHostIn(text, place.protectedHosts, values) };
  const dangers = new Map<string, Danger>();
  for (const { reason, offset, shown, protectedHost } of dangersIn(text, whole, 0)) {
    const line = lines.position(offset).line + 1;
    const danger = { line, command: shortened(shown), reason };
    const key = `${line} ${reason}`;
    if (!dangers.has(key)) dangers.set(key, protectedHost === undefined ? danger : { ...danger, protectedHost });
  }
  return [...dangers.values()];
}

interface Found {
  reason: string;
  offset: number;
  shown: string;
  protectedHost?: string;
}

function dangersIn(text: string, place: LoadPlace, depth: number): Found[] {
  const commands = readShell(text).commands.map((command) => {
    const words = workingWords(command.words);
    return { command, words, program: programOf(words[0] ?? '') };
  });
  const feeding = grouped(commands, ({ command: { pipeline } }) => pipeline);
  const factsOf = factsOfPipelines(
    text,
    commands.map(({ command }) => command),
    place,
  );
  const inside = grouped(commands, ({ command: { within } }) => within);
  return commands.flatMap(({ command, words, program }, index) => {
    const { span, pipeline } = command;
    const where = { offset: span[0], shown: text.slice(span[0], span[1]).trim() };
    const programs = feeding.get(pipeline) ?? [];
    const isText = PRINTERS.has(program) && !programs.some((name) => READERS.has(name));
    const found: Found[] = reasonsOf(command, words, isText).map((reason) => ({ reason, ...where }));
    if (isDownloaded(program, inside.get(index) ?? [], programs))
      found.push({ reason: 'runs a text from the network as commands', ...where });
    const load = loadOf(words, () => factsOf(pipeline), place);
    if (load !== undefined) found.push({ ...load, ...where });
    if (isText || depth >= DEEPEST) return found;
    // Arguments and texts that are commands for somebody else: `bash -c "…"`, `ssh host '…'`, `psql <<EOF`.
    const texts = [...words.slice(1).filter((word) => /\s/.test(word)), ...command.inputs];
    return [...found, ...texts.flatMap((one) => dangersIn(one, place, depth + 1)).map((one) => ({ ...one, ...where }))];
  });
}

/** Each pipeline is looked at once, and only where load is sent. */
function factsOfPipelines(
  text: string,
  commands: readonly ShellCommand[],
  place: LoadPlace,
): (pipeline: number) => LoadFacts {
  const known = new Map<number, LoadFacts>();
  return (pipeline) => {
    const found = known.get(pipeline);
    if (found !== undefined) return found;
    const fed = commands.filter((command) => command.pipeline === pipeline);
    const written = fed.flatMap(({ span: [from, to], inputs }) => [text.slice(from, to), ...inputs]).join('\n');
    const words = fed.flatMap((command) => [...command.words, ...command.inputs]);
    const facts = loadFacts(written, words, place);
    known.set(pipeline, facts);
    return facts;
  };
}

/** The programs of commands that have something in common. */
function grouped<T extends { program: string }, Key>(
  commands: readonly T[],
  keyOf: (one: T) => Key,
): Map<Key, string[]> {
  const groups = new Map<Key, string[]>();
  for (const one of commands) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one.program]);
    else group.push(one.program);
  }
  return groups;
}

function reasonsOf(
  { words: written, outputs, inputs }: ShellCommand,
  words: readonly string[],
  isText: boolean,
): string[] {
  const [first = '', ...args] = words;
  const program = programOf(first);
  const reasons = ruledOut(words);
  // `kubectl exec pod -- rm -rf /data`, `ssh host reboot`: the arguments are a program with its own.
  if (EXECUTORS.has(program)) for (const at of args.keys()) reasons.push(...ruledOut(args.slice(at)));
  if (outputs.some((to) => DISK.test(to))) reasons.push('overwrites a disk');
  if (written.some((word) => /^:\(\)/.test(word))) reasons.push('starts processes without an end');
  if (!isText) {
    for (const text of [...args, ...inputs]) {
      const sql = dangerousSql(text);
      if (sql !== undefined) reasons.push(sql);
    }
  }
  return reasons;
}

const EXECUTORS = new Set(
  'kubectl oc k docker podman nerdctl docker-compose ssh coder nsenter chroot su find'.split(' '),
);

function ruledOut([first = '', ...args]: readonly string[]): string[] {
  const program = programOf(first);
  return DANGER_RULES.flatMap(({ programs, when, reason }) =>
    programs.includes(program) && when(args) ? [reason] : [],
  );
}

const FETCHERS = new Set(['curl', 'wget', 'fetch', 'http', 'https', 'aria2c']);
const INTERPRETERS = new Set(
  'sh bash zsh dash ksh fish python python3 perl ruby node source . eval pwsh iex'.split(' '),
);

/** `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`. */
function isDownloaded(program: string, inner: readonly string[], programs: readonly string[]): boolean {
  if (!INTERPRETERS.has(program)) return false;
  const isFed = programs.slice(0, programs.indexOf(program)).some((name) => FETCHERS.has(name));
  return isFed || inner.some((name) => FETCHERS.has(name));
}

function shortened(command: string): string {
  const line = command.replace(/\s*\\?\n\s*/g, ' ');
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN - 1)}…` : line;
}
