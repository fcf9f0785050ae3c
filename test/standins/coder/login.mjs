import { Refusal } from './refusal.mjs';
import { settings } from './settings.mjs';

export function requireLogin() {
  const { CODER_URL, CODER_SESSION_TOKEN, CODER_CONFIG_DIR } = process.env;
  const isKnown = (CODER_URL && CODER_SESSION_TOKEN) || CODER_CONFIG_DIR;
  if (settings.login === 'none' || !isKnown) {
    throw new Refusal("error: You are not logged in. Try logging in using 'coder login'.");
  }
}

export function requireOwner() {
  requireLogin();
  if (settings.login === 'owner') return;
  throw new Refusal('error: Not logged in as a site owner. Scale testing is only available to site owners.');
}
