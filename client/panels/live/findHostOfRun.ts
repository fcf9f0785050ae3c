import path from 'node:path';
import { findHosts, realPath, type FoundHost } from '../../../core/node/runHost/findHosts.ts';
import { runtimeFolder } from '../../../core/node/runHost/runtimeFolder.ts';

/** The host whose run goes on in this folder. `hosts` is the folder in which hosts leave their records. */
export async function findHostOfRun(runFolder: string, hosts = runtimeFolder()): Promise<FoundHost | undefined> {
  const wanted = realPath(runFolder);
  const found = await findHosts(hosts, path.dirname(runFolder));
  return found.find(({ run }) => run !== undefined && realPath(run.folder) === wanted);
}
