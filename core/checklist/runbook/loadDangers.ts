import { hostName } from '../../text/hostName.ts';
import type { DangerPlace } from './dangers.ts';
import { programOf } from './programOf.ts';

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

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$|\.localhost$/;

/** What of a command sends load to somewhere else than this machine. */
export function loadOf(
  words: readonly string[],
  written: string,
  { protectedHosts, protectedEnvironment, variables }: DangerPlace,
): { reason: string; protectedHost?: string } | undefined {
  const tool = words.findIndex((word) => Object.hasOwn(LOAD_TOOLS, programOf(word)));
  // `npx artillery run`; an argument further behind is no program.
  if (tool < 0 || (tool > 0 && !/^(?:npx|bunx|pnpm|yarn|docker|podman)$/.test(programOf(words[0] ?? ''))))
    return undefined;
  const rule = LOAD_TOOLS[programOf(words[tool] ?? '')];
  if (rule?.test(words.slice(tool + 1).join(' ')) !== true) return undefined;
  const text = withValues(written, variables);
  const hosts = [...text.matchAll(/https?:\/\/[^\s"'<>|;)]+/g)].flatMap(([url]) => hostName(url) ?? []);
  const isProtected = protectedHosts.find((host) => hosts.includes(host) || text.toLowerCase().includes(host));
  if (isProtected !== undefined)
    return { reason: `sends load to ${isProtected}, which is protected`, protectedHost: isProtected };
  const isElsewhere = hosts.find((host) => !LOOPBACK.test(host));
  // Load that names no other place goes to what the environment is for.
  if (protectedEnvironment !== undefined && (hosts.length === 0 || isElsewhere !== undefined)) {
    return {
      reason: `sends load while the protected environment of ${protectedEnvironment} is chosen`,
      protectedHost: protectedEnvironment,
    };
  }
  return isElsewhere === undefined ? undefined : { reason: `sends load to ${isElsewhere}` };
}

function withValues(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\{(\w+)[^}]*\}|(\w+))/g, (written, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    return Object.hasOwn(variables, name) ? (variables[name] ?? written) : written;
  });
}
