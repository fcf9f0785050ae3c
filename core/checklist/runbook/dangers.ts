import { LineIndex } from '../../text/lineIndex.ts';
import { assignedIn } from './assignments.ts';
import { ruledOut } from './dangerRules.ts';
import { emptiedFile } from './emptiedFile.ts';
import { loadFacts, loadOf, protectedHostIn, type LoadFacts, type LoadPlace } from './loadDangers.ts';
import { isExecutor, isReader, PRINTERS } from './programKinds.ts';
import { programOf, workingWords } from './programOf.ts';
import { readShell } from './readShell.ts';
import { DISK } from './rules/fileRules.ts';
import type { ShellCommand } from './shellCommand.ts';
import { dangerousSql, runsUnseenStatements } from './sqlDangers.ts';

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

/** So deep are texts looked at that are commands inside of commands. */
const DEEPEST = 4;
const MOST_SHOWN = 120;
/** Nobody writes more before the program in the arguments of another; a text made to hurt does. */
const MOST_WORDS = 200;

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
  const firstOf = new Map(commands.toReversed().map((one) => [one.command.pipeline, one]));
  const readers = new Set(commands.flatMap((one) => (isReader(one.words) ? one.command.pipeline : [])));
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
    const isText = PRINTERS.has(program) && !readers.has(pipeline);
    const found: Found[] = reasonsOf(command, words, isText).map((reason) => ({ reason, ...where }));
    const first = firstOf.get(pipeline);
    const isFedUnseen = first !== undefined && first.command !== command && !isSeen(first);
    if (!isText && runsUnseenStatements(words, command.reads, isFedUnseen, isExecutor(words)))
      found.push({ reason: 'changes a database by statements that are not seen here', ...where });
    const emptied = emptiedFile(command, words, text);
    if (emptied !== undefined) found.push({ reason: `empties ${emptied}`, ...where });
    if (isDownloaded(words, inside.get(index) ?? [], programs))
      found.push({ reason: 'runs a text from the network as commands', ...where });
    const load = loadOf(words, () => factsOf(pipeline), place);
    if (load !== undefined) found.push({ ...load, ...where });
    if (isText || depth >= DEEPEST) return found;
    // Arguments and texts that are commands for somebody else: `bash -c "…"`, `ssh host '…'`, `psql <<EOF`.
    const texts = [...words.slice(1).filter((word) => /\s/.test(word)), ...command.inputs];
    return [...found, ...texts.flatMap((one) => dangersIn(one, place, depth + 1)).map((one) => ({ ...one, ...where }))];
  });
}

/** What it writes stands in the text and is judged there. */
function isSeen({ command, program }: { command: ShellCommand; program: string }): boolean {
  return program === '' || program === 'echo' || program === 'printf' || command.inputs.length > 0;
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
  // What is fed to `xargs rm` is not seen, and may be anything: `rm *`.
  const runners = written.slice(0, written.length - words.length).map(programOf);
  const given = runners.some((name) => name === 'xargs' || name === 'parallel') ? [...args, '*'] : args;
  const reasons = ruledOut(program, given);
  // `kubectl exec pod -- rm -rf /data`, `ssh host reboot`: the arguments are a program with its own.
  if (isExecutor(words)) {
    for (const [at, arg] of given.slice(0, MOST_WORDS).entries())
      reasons.push(...ruledOut(programOf(arg), given.slice(at + 1, at + 1 + MOST_WORDS)));
  }
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

const FETCHERS = new Set(['curl', 'wget', 'fetch', 'http', 'https', 'aria2c']);
const INTERPRETERS = new Set(
  'sh bash zsh dash ksh fish python python3 perl ruby node source . eval pwsh iex'.split(' '),
);

const LANGUAGES = new Set('python python3 perl ruby node'.split(' '));

/** `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`. */
function isDownloaded(words: readonly string[], inner: readonly string[], programs: readonly string[]): boolean {
  const [first = '', ...args] = words;
  const program = programOf(first);
  if (!INTERPRETERS.has(program)) return false;
  // `curl … | python3 -m json.tool` has its program, and reads what it is fed.
  const hasProgram =
    LANGUAGES.has(program) && args[0] !== '-' && args.some((arg) => !arg.startsWith('-') || /^-\w*[cmenp]/.test(arg));
  const isFed = !hasProgram && programs.slice(0, programs.indexOf(program)).some((name) => FETCHERS.has(name));
  return isFed || inner.some((name) => FETCHERS.has(name));
}

function shortened(command: string): string {
  const line = command.replace(/\s*\\?\n\s*/g, ' ');
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN - 1)}…` : line;
}
