import { programOf } from './programOf.ts';

const SQL: readonly (readonly [RegExp, string])[] = [
  [
    /\bdrop\s+(?:table|database|schema|index|view|materialized\s+view|user|role|column|constraint|tablespace|keyspace)\b/i,
    'drops something of a database',
  ],
  [/\btruncate\s+(?:table\s+)?[\w".`]+/i, 'empties a table'],
  [/\bdelete\s+from\s+/i, 'deletes rows of a table'],
  [
    /\bupdate\s+(?:only\s+)?[\w".`]+\s+(?:as\s+\w+\s+)?set\s+[\w".`]+\s*=(?![^;]*\bwhere\b)/i,
    'changes every row of a table',
  ],
  [/\bpg_terminate_backend\s*\(/i, 'ends connections to a database'],
];

/** What an SQL statement in a text would do; undefined where there is none that does harm. */
export function dangerousSql(text: string): string | undefined {
  // `truncate -s 0 file` is a program, and one word alone no statement.
  if (!/\s/.test(text)) return undefined;
  return SQL.find(([pattern]) => pattern.test(text))?.[1];
}

const CLIENTS = new Set('psql mysql mariadb sqlite3 sqlcmd cqlsh clickhouse-client'.split(' '));
/** Those for which `-f` and `-i` name a file of statements, and not something else. */
const FILE_OPTIONS: Readonly<Record<string, RegExp>> = {
  psql: /^(?:-[A-Za-z]*f|--file)(?:=|$)/,
  sqlcmd: /^-i$/,
  cqlsh: /^(?:-f|--file)(?:=|$)/,
};
/** The name of a file says that its statements only look: `check_indexes.sql`. */
const LOOKS =
  /(?:^|\/)(?:check|select|query|queries|report|verify|investigate|list|show|count|explain|inspect|status|diagnose|find|get)(?![a-z])[^/]*$/i;

/**
 * Whether statements are run of which nobody sees here what they do: those of a file, and those that another program
 * writes. The client may be any word of an executor, as in `docker exec db psql`.
 */
export function runsUnseenStatements(
  words: readonly string[],
  reads: readonly string[],
  isFedByProgram: boolean,
  isExecutor: boolean,
): boolean {
  const at = words.findIndex((word, index) => (index === 0 || isExecutor) && CLIENTS.has(programOf(word)));
  if (at < 0) return false;
  if (isFedByProgram || reads.some((file) => !LOOKS.test(file) && file !== '/dev/null')) return true;
  const isFile = FILE_OPTIONS[programOf(words[at] ?? '')];
  return words.some((word, index) => {
    if (index <= at || isFile?.test(word) !== true) return false;
    const file = /=(.*)$/.exec(word)?.[1] ?? words[index + 1] ?? '';
    return !LOOKS.test(file);
  });
}
