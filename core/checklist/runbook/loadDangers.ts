import { hostName } from '../../text/hostName.ts';
import { withValues, type Values } from './assignments.ts';
import type { DangerPlace } from './dangers.ts';
import { programOf } from './programOf.ts';

/** What is known of the text that a command stands in. */
export interface LoadPlace extends Pick<DangerPlace, 'protectedHosts' | 'protectedEnvironment'> {
  values: Values;
  /** The first protected host that the text names, wherever. */
  namedHost: string | undefined;
}

/** Where commands that feed each other may send load: a tool may be told its target by `echo`. */
export interface LoadFacts {
  protectedHost: string | undefined;
  hosts: readonly string[];
  /** A word that says where load is sent, with something in it that has no value here. */
  openTarget: string | undefined;
  /** The same of a tool that needs its target among its words. */
  openWord: string | undefined;
}

/** Programs that send load, with what must stand behind some of them. */
const LOAD_TOOLS: Readonly<Record<string, RegExp>> = {
  hey: /./,
  wrk: /./,
  wrk2: /./,
  ab: /./,
  siege: /./,
  oha: /./,
  bombardier: /./,
  autocannon: /./,
  vegeta: /\battack\b/,
  k6: /\brun\b/,
  artillery: /\b(?:run|quick)\b/,
  locust: /./,
  jmeter: /./,
  gatling: /./,
  coder: /\bscaletest\b/,
  headroom: /\brun\b/,
};
/** Those whose target may stand in a file, so that a variable is the target only where a word says so. */
const WITH_SCRIPT = new Set('k6 artillery locust jmeter gatling coder headroom'.split(' '));

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$|\.localhost$/;

/** The protected host that a text names, if any. */
export function protectedHostIn(text: string, protectedHosts: readonly string[], values: Values): string | undefined {
  const shown = `${text}\n${withValues(text, values)}`.toLowerCase();
  return protectedHosts.find((host) => shown.includes(host));
}

/** Of a pipeline; `words` are those of all its commands, with assignments and what is fed to them. */
export function loadFacts(
  written: string,
  words: readonly string[],
  { protectedHosts, values }: Pick<LoadPlace, 'protectedHosts' | 'values'>,
): LoadFacts {
  const hosts = [...withValues(written, values).matchAll(/https?:\/\/[^\s"'<>|;)]+/g)].flatMap(([url]) =>
    url.includes('$') ? [] : (hostName(url) ?? []),
  );
  const shown = words.map((word) => withValues(word, values));
  const find = (saysSo: (word: string, before: string) => boolean): string | undefined =>
    words.find((_, at) => OPEN.test(shown[at] ?? '') && saysSo(shown[at] ?? '', words[at - 1] ?? ''));
  return {
    protectedHost: protectedHostIn(written, protectedHosts, values),
    hosts,
    openTarget: find(
      (word, before) =>
        /:\/\/[^/\s]*\$/.test(word) || TARGET_NAME.test(word) || (TARGET_OPTION.test(before) && /^[^/]*\$/.test(word)),
    ),
    // `wrk $URL` and `echo "GET $URL" | vegeta attack`.
    openWord: find((word) => /(?:^|\s)\$/.test(word)),
  };
}

const TARGET_OPTION = /^--?(?:target|host|url|u|base-?url|address)$/i;
const TARGET_NAME = /^(?:--?)?\w*(?:url|uri|host|target|base|endpoint|origin|site|server|addr)\w*=[^/]*\$/i;
/** A variable, or a substitution, of which readShell leaves only the brackets. */
const OPEN = /\$(?:[\w{@*(]|$)/;

/** What of a command sends load to somewhere else than this machine. */
export function loadOf(
  words: readonly string[],
  /** Of the pipeline that it stands in. */
  facts: () => LoadFacts,
  { protectedEnvironment, namedHost }: LoadPlace,
): { reason: string; protectedHost?: string } | undefined {
  const tool = words.findIndex((word) => Object.hasOwn(LOAD_TOOLS, programOf(word)));
  // `npx artillery run`; an argument further behind is no program.
  if (tool < 0 || (tool > 0 && !/^(?:npx|bunx|pnpm|yarn|docker|podman)$/.test(programOf(words[0] ?? ''))))
    return undefined;
  const program = programOf(words[tool] ?? '');
  if (LOAD_TOOLS[program]?.test(words.slice(tool + 1).join(' ')) !== true) return undefined;
  const { protectedHost, hosts, openTarget, openWord } = facts();
  if (protectedHost !== undefined)
    return { reason: `sends load to ${protectedHost}, which is protected`, protectedHost };
  // A script takes its target from anywhere, such as a variable that was exported before.
  if (namedHost !== undefined)
    return { reason: `sends load, and ${namedHost}, which is protected, is named here`, protectedHost: namedHost };
  const isElsewhere = hosts.find((host) => !LOOPBACK.test(host));
  // Not so of `wrk -t $THREADS http://localhost`, and in a script the target may stand.
  const isToBeNamed = hosts.length === 0 && !WITH_SCRIPT.has(program);
  const open = openTarget ?? (isToBeNamed ? openWord : undefined);
  // Load that names no other place goes to what the environment is for.
  if (protectedEnvironment !== undefined && (hosts.length === 0 || isElsewhere !== undefined || open !== undefined)) {
    return {
      reason: `sends load while the protected environment of ${protectedEnvironment} is chosen`,
      protectedHost: protectedEnvironment,
    };
  }
  if (isElsewhere !== undefined) return { reason: `sends load to ${isElsewhere}` };
  return open === undefined ? undefined : { reason: `sends load to ${open}, and nobody knows where that is` };
}
