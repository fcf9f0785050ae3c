import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { HttpJob } from '../../runners/http/httpJob.ts';
import { messageOf, UserError } from '../../errors.ts';
import { readInputFile } from './inputFile.ts';

/** Whom the connections of a run trust. Made once: reading authorities for each connection would cost its time. */
export interface Trust {
  verify: boolean;
  context: SecureContext;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

export function makeTrust(tls: HttpJob['tls']): Trust {
  const verify = tls?.verify ?? true;
  if (tls?.caPath === undefined) return { verify, context: createSecureContext() };
  return {
    verify,
    context: createSecureContext({ ca: [...getCACertificates('default'), ...readAuthorities(tls.caPath)] }),
  };
}

/** Throws a `UserError` when the file holds no certificate; Node itself would pass over it in silence. */
function readAuthorities(path: string): string[] {
  const own = readInputFile(path, 'The file of certificate authorities').toString('utf8').match(CERTIFICATE) ?? [];
  try {
    for (const certificate of own) new X509Certificate(certificate);
  } catch (error) {
    throw new UserError(`The file of certificate authorities ${path} has a broken certificate: ${messageOf(error)}.`);
  }
  if (own.length === 0) throw new UserError(`The file of certificate authorities ${path} holds no PEM certificate.`);
  return own;
}
