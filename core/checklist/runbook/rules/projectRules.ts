import { both, either, has, inLine, matches, not, option, rule, verb, type DangerRule } from './dangerRule.ts';

/** The name of a script says it: `db:reset`, `destroy-staging`, `db:rollback`. What else a script does is not seen. */
const HARMFUL_SCRIPT = String.raw`(?!\S*dry-?run)(?:\S*[:_.-])?(?:reset|drop|wipe|destroy|purge|nuke|(?:db|database|schema|migrations?|migrate|backup)[:_.-](?:rollback|restore|revert|undo|down|downgrade))(?:[:_.-]\S*)?`;
const SCRIPT_REASON = 'runs a script that deletes data or takes it back, by its name';

/** What belongs to a project: its history, its packages, its scripts. */
export const PROJECT_RULES: readonly DangerRule[] = [
  rule(
    'git',
    (args) =>
      args.includes('push') &&
      either(
        option('f', '--force', '--mirror', '--delete', '-d', '--prune'),
        matches(/^--force-with-lease|^\+|^:[^:]/),
      )(args.slice(args.indexOf('push'))),
    'overwrites or deletes what is in the other repository',
  ),
  rule('git', inLine(/\breset\b.*--hard\b/), 'throws away changes that are not committed'),
  rule('git', (args) => args.includes('clean') && option('f', '--force')(args), 'deletes files that are not committed'),
  rule(
    'git',
    inLine(
      /\b(?:checkout|restore) (?:.* )?(?:--|\.)(?: |$)|\bbranch -D\b|\bstash (?:drop|clear)\b|\bfilter-(?:branch|repo)\b/,
    ),
    'throws away changes or branches',
  ),
  rule('npm pnpm yarn cargo twine', has('publish', 'unpublish', 'yank', 'upload'), 'changes what others install'),
  rule('npm', verb(`(?:run|run-script|rum|urn) ${HARMFUL_SCRIPT}`), SCRIPT_REASON),
  rule('pnpm yarn bun', verb(`(?:workspace \\S+ )?(?:run )?${HARMFUL_SCRIPT}`), SCRIPT_REASON),
  rule(
    'make gmake just task mage',
    both(matches(new RegExp(`^${HARMFUL_SCRIPT}$`)), not(has('-n', '--dry-run', '--just-print'))),
    SCRIPT_REASON,
  ),
];
