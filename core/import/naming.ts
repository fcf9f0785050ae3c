/** Words that say of a file what it is, not of which test. */
const GENERIC =
  /^(?:k6|artillery|wrk|hey|coder|raw|summary|results?|report|export|output|samples?|points?|metrics|stdout|stderr|run|test|json|log|logs|data|out)$/i;
/** Also what a script makes of a date for the name of a file, by putting something else for colons and dots. */
const STAMP =
  /(?<!\d)(20\d{2})-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])[-_T ]?([01]\d|2[0-3])[-:._]?([0-5]\d)[-:._]?([0-5]\d)(?:[.,]\d+|[-_]\d{3}(?=Z))?(Z)?(?!\d)/;
const EPOCH = /(?<!\d)(1\d{9})(\d{3})?(?!\d)/;

/** The moment that a name states, as scripts write it: by the local clock unless it ends in `Z`, or as a Unix time. */
export function momentInName(name: string): number | undefined {
  const found = STAMP.exec(name);
  if (found !== null) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
    const at =
      found[7] === 'Z'
        ? Date.UTC(year, month - 1, day, hour, minute, second)
        : new Date(year, month - 1, day, hour, minute, second).getTime();
    // 31 February is no day.
    return new Date(at).getUTCDate() > 0 && isRealDay(year, month, day) ? at : undefined;
  }
  const epoch = EPOCH.exec(name);
  return epoch === null ? undefined : Number(epoch[1]) * 1000 + Number(epoch[2] ?? 0);
}

function isRealDay(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1 && day > 0;
}

/**
 * The test that a file is of, by its own name or by that of the nearest folder that says more than `results`. A file that
 * a person has named for itself is called like that, even `summary`: the folder says no more where nothing else is meant.
 */
export function testIdOfPath(parts: readonly string[], isFileMeant: boolean): string {
  const [file = '', ...folders] = parts.toReversed();
  const names = [file.replace(/(?:\.(?:json|ndjson|jsonl|csv|txt|log|out|gz))+$/i, ''), ...folders];
  for (const [index, name] of names.entries()) {
    const words = name
      .replace(STAMP, ' ')
      .replace(EPOCH, ' ')
      .split(/[^\p{L}\p{N}.]+/u)
      .filter((word) => word !== '');
    const isTaken = index === 0 && isFileMeant;
    if (words.length === 0 || (!isTaken && words.every((word) => GENERIC.test(word)))) continue;
    const id = name
      .replace(STAMP, '')
      .replace(EPOCH, '')
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
    if (id !== '') return id.slice(0, 80);
  }
  return 'imported';
}
