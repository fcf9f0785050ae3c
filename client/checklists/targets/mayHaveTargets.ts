import { TARGET_TITLE } from '../../../core/checks/targets/targetTitles.ts';

const DELIMITER = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$/;
const OF_LIMITS = /target|goal|\bslo|objective|expected|required|accept|threshold|limit|max|min|critical|warn|\bpass/i;

/** Longer lines are no headings of a table that people wrote. */
const LONGEST_HEADINGS = 500;

/** Whether a text may have a table with targets. True for some that have none, and costs no parser. */
export function mayHaveTargets(text: string): boolean {
  if (!text.includes('|')) return false;
  const lines = text.split(/\r\n?|\n/);
  return lines.some((line, at) => {
    const headings = lines[at - 1] ?? '';
    return (
      headings.length <= LONGEST_HEADINGS &&
      headings.includes('|') &&
      [OF_LIMITS, TARGET_TITLE].some((words) => words.test(headings)) &&
      DELIMITER.test(line)
    );
  });
}
