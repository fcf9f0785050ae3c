import { both, either, has, inLine, not, rule, verb, type DangerRule } from './dangerRule.ts';

const withoutOptions = (args: readonly string[]): string => args.filter((arg) => !arg.startsWith('-')).join(' ');
const isRebuilt = inLine(/\breplace\b.*--force\b/);
const isDownWithData = inLine(/\bdown\b.*(?: -\w*v\b| --volumes\b| --rmi\b)/);

/** Clusters, containers, and what is deployed to them. */
export const CLUSTER_RULES: readonly DangerRule[] = [
  rule('kubectl oc k microk8s.kubectl', verb('delete'), 'deletes objects of a cluster'),
  rule('kubectl oc k', both(has('drain', 'cordon', 'taint', 'evict'), not(has('can-i'))), 'takes a node out of use'),
  rule('kubectl oc k', inLine(/\bscale\b.*--replicas[= ]0\b/), 'stops every replica'),
  rule('kubectl oc k', inLine(/\bautoscale\b|\bscale\b.*--replicas/), 'changes how many replicas run'),
  rule('kubectl oc k', inLine(/\brollout (?:undo|restart)\b/), 'replaces what is running'),
  rule('kubectl oc k', isRebuilt, 'deletes objects of a cluster and makes them anew'),
  rule(
    'kubectl oc k microk8s.kubectl',
    both(
      verb('apply', 'patch', 'replace', 'edit', 'set'),
      not(isRebuilt),
      not(verb('apply view-last-applied')),
      not(has('--list')),
    ),
    'changes objects of a cluster',
  ),
  rule('helm', has('uninstall', 'delete', 'del', 'un', 'rollback'), 'takes away or replaces what is deployed'),
  rule('helm', verb('upgrade', 'install'), 'changes what is deployed'),
  rule('helmfile', verb('destroy', 'delete'), 'takes away what is deployed'),
  rule('helmfile', verb('apply', 'sync'), 'changes what is deployed'),
  rule('argocd', verb('app delete', 'cluster rm', 'proj delete', 'appset delete'), 'takes away what is deployed'),
  rule('argocd', both(verb('app sync'), has('--prune')), 'deletes objects of a cluster that the source does not have'),
  rule('argocd', both(verb('app sync', 'app rollback'), not(has('--prune'))), 'replaces what is running'),
  rule('flux', verb('delete', 'suspend', 'uninstall'), 'takes away or stops what is deployed'),
  rule('istioctl', verb('uninstall', 'x uninstall'), 'takes away what is deployed'),
  rule('velero', both(has('delete', 'uninstall'), not(has('get', 'describe'))), 'deletes backups'),
  rule('velero', verb('restore create', 'create restore'), 'puts a backup in the place of what is there'),
  rule('kubeadm', verb('reset'), 'takes a node out of its cluster'),
  rule('kind minikube k3d', has('delete', 'stop'), 'deletes or stops a cluster'),
  rule(
    'nomad',
    verb('job stop', 'stop', 'alloc stop', 'job revert', 'node drain', 'namespace delete', 'var purge'),
    'stops or replaces what is running',
  ),
  rule('nomad', verb('job run', 'run'), 'changes what is deployed'),

  rule('terraform tofu terragrunt', has('destroy', 'run-all'), 'destroys infrastructure'),
  rule('terraform tofu terragrunt', has('apply'), 'changes infrastructure'),
  rule(
    'terraform tofu terragrunt',
    either(inLine(/\bstate (?:rm|push|mv)\b/), has('force-unlock', 'taint')),
    'changes what is known of infrastructure',
  ),
  rule('pulumi', has('destroy', 'up', 'cancel'), 'changes or destroys infrastructure'),
  rule('cdk cdktf', verb('destroy'), 'destroys infrastructure'),
  rule('ansible-playbook', (args) => !has('--check', '-C', '--syntax-check', '--list-hosts')(args), 'changes hosts'),

  rule('docker podman nerdctl', has('prune'), 'deletes what no container uses'),
  rule(
    'docker podman nerdctl',
    (args) => /^(?:(?:container|volume|image|network) )?(?:rm|rmi|kill)\b/.test(withoutOptions(args)),
    'deletes or ends containers, images or volumes',
  ),
  rule('docker podman nerdctl', verb('(?:container )?(?:stop|restart|pause)'), 'stops or restarts containers'),
  rule(
    'docker podman nerdctl',
    verb('service (?:rm|update|scale|rollback)', 'stack (?:rm|down|deploy)', 'swarm leave'),
    'changes or stops services',
  ),
  rule('docker podman nerdctl', both(verb('compose down'), isDownWithData), 'deletes containers with their data'),
  rule('docker-compose podman-compose', both(verb('down'), isDownWithData), 'deletes containers with their data'),
  rule(
    'docker podman nerdctl',
    both(verb('compose (?:down|rm|kill|stop|restart|pause)'), not(isDownWithData)),
    'stops, restarts or deletes containers',
  ),
  rule(
    'docker-compose podman-compose',
    both(verb('down', 'rm', 'kill', 'stop', 'restart', 'pause'), not(isDownWithData)),
    'stops, restarts or deletes containers',
  ),
];
