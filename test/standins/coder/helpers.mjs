import { requireLogin } from './login.mjs';
import { Refusal } from './refusal.mjs';
import { settings } from './settings.mjs';
import { readState } from './state.mjs';

const TEMPLATES = ['pod-swdev', 'ec2-datasci'];

/** `version` and the read-only commands of a pre-flight check, as text or JSON. */
export function helperCommand(args) {
  const asJson = args.join(' ').includes('--output json') || args.includes('--output=json') || args.includes('-o=json');
  const words = args.filter((argument) => !argument.startsWith('-') && argument !== 'json');
  const print = (json, text) => process.stdout.write(`${asJson ? JSON.stringify(json) : text}\n`);
  switch (words.join(' ')) {
    case 'version': {
      const { version, slim, timeScale } = settings;
      const standin = `a stand-in for tests, time scale ${timeScale}`;
      const json = { version, build_time: '2000-01-01T00:00:00Z', external_url: standin, slim, agpl: true };
      return print(json, `Coder ${version} (${standin})\n${slim ? 'Slim' : 'Full'} build of Coder.`);
    }
    case 'whoami': {
      requireLogin();
      const role = settings.login === 'owner' ? { owner: 'Owner' } : {};
      return print([{ url: process.env.CODER_URL, username: 'standin', roles: role }], 'standin');
    }
    case 'templates list':
      requireLogin();
      return print(
        TEMPLATES.map((name) => ({ Template: { name } })),
        ['NAME', ...TEMPLATES].join('\n'),
      );
    case 'list': {
      requireLogin();
      const { workspaces } = readState();
      return print(workspaces, ['WORKSPACE', ...workspaces.map(({ name }) => name)].join('\n'));
    }
    case 'provisioner list':
      requireLogin();
      return print([{ name: 'standin', status: 'idle' }], 'NAME STATUS\nstandin idle');
    default:
      throw new Refusal(`unrecognized subcommand "${words.join(' ')}"`);
  }
}
