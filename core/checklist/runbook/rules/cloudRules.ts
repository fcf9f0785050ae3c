import { either, has, inLine, matches, rule, verb, type DangerRule } from './dangerRule.ts';

/** What is rented, by the command lines of those who let it. */
export const CLOUD_RULES: readonly DangerRule[] = [
  rule(
    'aws',
    matches(
      /^(?:delete|terminate|remove|deregister|purge|destroy|disable|revoke|cancel|reboot|stop|reset|failover|restart|rollback)-/,
    ),
    'deletes or stops something in the cloud',
  ),
  rule('aws', inLine(/\bs3 (?:rm|rb|mv)\b|\bs3 sync\b.*--delete\b/), 'deletes objects in the cloud'),
  rule('aws', inLine(/--desired-(?:count|capacity)[= ]0\b/), 'stops every instance'),
  rule('aws', has('--force-new-deployment'), 'replaces what is running'),
  rule(
    'gcloud az doctl linode-cli hcloud oci ibmcloud flyctl fly heroku eksctl kops doppler vercel netlify wrangler firebase railway render copilot sam serverless sls',
    matches(/^(?:[\w-]+:)?(?:delete|destroy|remove|purge|deallocate|stop|reset)(?:-|$)/),
    'deletes or stops something in the cloud',
  ),
  rule(
    'gcloud az doctl hcloud oci flyctl fly heroku vercel netlify wrangler railway',
    matches(/^(?:\w+:)?(?:restart|rollback|failover(?:-priority-change)?|redeploy|reimage|reboot|reset)$/),
    'replaces or restarts what is running in the cloud',
  ),
  rule('vercel', verb('rm'), 'deletes something in the cloud'),
  rule('wrangler', verb('d1 time-travel restore'), 'puts a backup in the place of what is there'),
  rule('heroku', matches(/^ps:scale$/), 'changes how many of it run'),
  rule('gsutil', has('rm', 'rb'), 'deletes objects in the cloud'),
  rule('bq', verb('rm'), 'deletes data in the cloud'),
  rule('gh glab', has('delete'), 'deletes something on the forge'),
  rule('coder', has('delete', 'rm', 'stop', 'cleanup'), 'deletes or stops workspaces'),

  // A request says what it does by its method, and with some services by its address.
  rule('curl gh glab', inLine(/(?:^| )(?:-\w*X|--request|--method)[= ]?DELETE\b/), 'deletes what it asks a server for'),
  rule('wget', matches(/^--method=DELETE$/), 'deletes what it asks a server for'),
  rule('http https xh', has('DELETE'), 'deletes what it asks a server for'),
  rule(
    'curl wget http https xh',
    matches(/\/(?:_delete_by_query|delete_series|actuator\/shutdown)\b/),
    'deletes data of a server or stops it',
  ),
  rule(
    'vault consul etcdctl',
    either(has('delete', 'del', 'destroy', 'revoke', 'seal', 'purge', 'restore'), verb('(?:secrets|auth) disable')),
    'deletes, locks or replaces secrets or settings',
  ),
];
