import { programOf } from './programOf.ts';

/** Programs whose arguments are text and no commands. */
export const PRINTERS = new Set(
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

/** Programs with another program and its arguments among their own. */
const EXECUTORS = new Set(
  'kubectl oc k microk8s k3s minikube docker podman nerdctl docker-compose ssh coder nsenter chroot su find eval npx bunx npm pnpm yarn bun bundle poetry uv pipenv pdm python python3 php dotnet doppler dotenv op'.split(
    ' ',
  ),
);

const PACKAGE_MANAGERS = new Set('npm pnpm yarn bun'.split(' '));
/** What they do themselves: `yarn unlink` is not the program of that name. */
const OWN_COMMANDS = new Set(
  'add audit cache ci config create i info init install link list ls outdated remove rm search store un uninstall unlink view why'.split(
    ' ',
  ),
);

/** Whether the words hold another program with its arguments: `docker exec db psql -c …`. */
export function isExecutor([first = '', ...args]: readonly string[]): boolean {
  const program = programOf(first);
  if (!EXECUTORS.has(program)) return false;
  return !PACKAGE_MANAGERS.has(program) || !OWN_COMMANDS.has(args.find((arg) => !arg.startsWith('-')) ?? '');
}

/** It runs what it is fed, or hands it to a program that does: `docker exec -i db psql`. */
export function isReader(words: readonly string[]): boolean {
  const [first = ''] = words;
  return READERS.has(programOf(first)) || (isExecutor(words) && words.some((word) => READERS.has(programOf(word))));
}
