/** What makes a program dangerous. `when` is asked of its arguments, without their quotes. */
interface DangerRule {
  programs: readonly string[];
  when: (args: readonly string[]) => boolean;
  reason: string;
}

const always = (): boolean => true;
/** One of these words stands among the arguments, as a whole. */
const has =
  (...words: readonly string[]) =>
  (args: readonly string[]): boolean =>
    args.some((arg) => words.includes(arg));
const matches =
  (pattern: RegExp) =>
  (args: readonly string[]): boolean =>
    args.some((arg) => pattern.test(arg));
/** All arguments in one line, for what depends on their order; without those that are whole texts. */
const inLine =
  (pattern: RegExp) =>
  (args: readonly string[]): boolean =>
    pattern.test(args.filter((arg) => !/\s/.test(arg)).join(' '));
/** A letter among short options (`-rf` has `r` and `f`), or a long option. */
const option =
  (letters: string, ...long: readonly string[]) =>
  (args: readonly string[]): boolean =>
    args.some((arg) => new RegExp(`^-[A-Za-z]*[${letters}]`).test(arg) || long.includes(arg));
const either =
  (...rules: readonly ((args: readonly string[]) => boolean)[]) =>
  (args: readonly string[]): boolean =>
    rules.some((rule) => rule(args));

const rule = (programs: string, when: DangerRule['when'], reason: string): DangerRule => ({
  programs: programs.split(' '),
  when,
  reason,
});

/** A whole disk or a part of one, as a file. */
export const DISK = /^\/dev\/(?:sd|nvme|vd|hd|xvd|disk|mmcblk|mapper)/;

export const DANGER_RULES: readonly DangerRule[] = [
  rule('rm', either(option('rRf', '--recursive', '--force'), matches(/[*?]/)), 'deletes files and folders'),
  rule(
    'Remove-Item ri rd rmdir del erase',
    either(matches(/^[-/](?:r|s|f|q)/i), matches(/[*?]/)),
    'deletes files and folders',
  ),
  rule('find', has('-delete'), 'deletes all files that it finds'),
  rule('find', inLine(/-exec(?:dir)? (?:sudo )?(?:\/\S+\/)?(?:rm|shred|kill)\b/), 'deletes or ends all that it finds'),
  rule('shred unlink srm', always, 'destroys files'),
  rule('truncate', option('s', '--size'), 'cuts files off'),
  rule('tee cp', matches(DISK), 'overwrites a disk'),
  rule('dd', matches(/^of=/), 'overwrites what it writes to'),
  rule(
    'mkswap wipefs fdisk sfdisk sgdisk parted blkdiscard lvremove vgremove pvremove cryptsetup',
    always,
    'changes or erases disks',
  ),
  rule('mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mke2fs newfs', always, 'erases a disk'),
  rule('rsync', matches(/^--delete/), 'deletes files that the other side does not have'),
  rule(
    'chmod',
    inLine(/(?:^| )(?:-\w*R\w*|--recursive)\b.*(?:\b0?777\b|a\+rwx)|(?:\b0?777\b|a\+rwx).*(?: -\w*R| --recursive)/),
    'lets everybody change everything below a folder',
  ),
  rule(
    'chmod chown chgrp',
    inLine(/(?:^| )(?:-\w*R\w*|--recursive)\b.* \/(?:\w+\/?)?(?: |$)/),
    'changes who may do what in a folder of the system',
  ),
  rule('chmod', inLine(/(?:^| )0?777 \/(?:\S*)/), 'lets everybody change a file of the system'),

  rule('kubectl oc k microk8s.kubectl', has('delete'), 'deletes objects of a cluster'),
  rule('kubectl oc k', has('drain', 'cordon', 'taint', 'evict'), 'takes a node out of use'),
  rule('kubectl oc k', inLine(/\bscale\b.*--replicas[= ]0\b/), 'stops every replica'),
  rule('kubectl oc k', inLine(/\bautoscale\b|\bscale\b.*--replicas/), 'changes how many replicas run'),
  rule('kubectl oc k', inLine(/\brollout (?:undo|restart)\b/), 'replaces what is running'),
  rule('kubectl oc k', inLine(/\breplace\b.*--force\b/), 'deletes objects of a cluster and makes them anew'),
  rule('helm', has('uninstall', 'delete', 'del', 'un', 'rollback'), 'takes away or replaces what is deployed'),
  rule('terraform tofu terragrunt', has('destroy', 'run-all'), 'destroys infrastructure'),
  rule('terraform tofu terragrunt', has('apply'), 'changes infrastructure'),
  rule(
    'terraform tofu terragrunt',
    either(inLine(/\bstate (?:rm|push|mv)\b/), has('force-unlock', 'taint')),
    'changes what is known of infrastructure',
  ),
  rule('pulumi', has('destroy', 'up', 'cancel'), 'changes or destroys infrastructure'),
  rule('ansible-playbook', (args) => !has('--check', '-C', '--syntax-check', '--list-hosts')(args), 'changes hosts'),

  rule(
    'git',
    (args) =>
      args.includes('push') &&
      either(
        option('f', '--force', '--mirror', '--delete', '-d'),
        matches(/^--force-with-lease|^\+/),
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

  rule('shutdown reboot halt poweroff', always, 'stops or restarts the machine'),
  rule('Stop-Computer Restart-Computer', always, 'stops or restarts the machine'),
  rule('init telinit', has('0', '6'), 'stops or restarts the machine'),
  rule(
    'systemctl',
    has('stop', 'restart', 'disable', 'mask', 'kill', 'isolate', 'poweroff', 'reboot', 'halt'),
    'stops or restarts a service',
  ),
  rule('service rc-service', has('stop', 'restart'), 'stops or restarts a service'),
  rule('kill', (args) => args.length > 0 && !matches(/^-(?:0|l|L)$/)(args), 'ends processes'),
  rule(
    'pkill killall skill taskkill Stop-Process',
    (args) => !has('-0', '-l', '--list')(args),
    'ends processes by their name',
  ),

  rule('docker podman nerdctl', has('prune'), 'deletes what no container uses'),
  rule(
    'docker podman nerdctl',
    (args) => /^(?:(?:container|volume|image|network) )?(?:rm|rmi|kill)\b/.test(withoutOptions(args)),
    'deletes or ends containers, images or volumes',
  ),
  rule(
    'docker podman docker-compose',
    inLine(/(?:^|compose .*|^)\bdown\b.*(?: -\w*v\b| --volumes\b| --rmi\b)/),
    'deletes containers with their data',
  ),

  rule(
    'aws',
    matches(/^(?:delete|terminate|remove|deregister|purge|destroy|disable|revoke|cancel|reboot|stop)-/),
    'deletes or stops something in the cloud',
  ),
  rule('aws', inLine(/\bs3 (?:rm|rb|mv)\b|\bs3 sync\b.*--delete\b/), 'deletes objects in the cloud'),
  rule('aws', inLine(/--desired-(?:count|capacity)[= ]0\b/), 'stops every instance'),
  rule(
    'gcloud az doctl linode-cli hcloud oci ibmcloud flyctl fly heroku eksctl kops doppler vercel netlify wrangler',
    matches(/^(?:\w+:)?(?:delete|destroy|remove|purge|deallocate|stop|reset)(?:-|$)/),
    'deletes or stops something in the cloud',
  ),
  rule('gsutil', has('rm', 'rb'), 'deletes objects in the cloud'),
  rule('gh glab', has('delete'), 'deletes something on the forge'),
  rule('coder', has('delete', 'rm', 'stop', 'cleanup'), 'deletes or stops workspaces'),
  rule(
    'vault consul etcdctl',
    has('delete', 'del', 'destroy', 'revoke', 'seal', 'purge'),
    'deletes or locks secrets or settings',
  ),

  rule('redis-cli valkey-cli', matches(/^(?:flushall|flushdb|shutdown|del|unlink)$/i), 'deletes data'),
  rule('dropdb dropuser', always, 'deletes a database'),
  rule('mysqladmin', has('drop', 'shutdown'), 'deletes or stops a database'),
  rule('mongosh mongo', matches(/dropDatabase|\.drop\(|deleteMany|\.remove\(/), 'deletes data'),
  rule(
    'kafka-topics kafka-topics.sh rabbitmqctl rabbitmqadmin',
    matches(/^(?:--delete|delete|delete_queue|purge|purge_queue|reset|force_reset|stop_app)$/),
    'deletes queues or their messages',
  ),

  rule('iptables ip6tables', option('FXP', '--flush'), 'changes what the firewall lets through'),
  rule('nft ufw', has('flush', 'disable', 'reset', 'delete'), 'changes what the firewall lets through'),
  rule('crontab', option('r'), 'deletes all planned tasks'),
  rule('userdel groupdel deluser delgroup', always, 'deletes a user or a group'),
  rule('npm pnpm yarn cargo twine', has('publish', 'unpublish', 'yank', 'upload'), 'changes what others install'),
  rule(
    'apt apt-get yum dnf apk brew pacman snap',
    has('remove', 'purge', 'autoremove', 'uninstall', 'del', '-R', '-Rs'),
    'takes away programs',
  ),
];

function withoutOptions(args: readonly string[]): string {
  return args.filter((arg) => !arg.startsWith('-')).join(' ');
}

const SQL: readonly (readonly [RegExp, string])[] = [
  [
    /\bdrop\s+(?:table|database|schema|index|view|user|role|column|tablespace|keyspace)\b/i,
    'drops something of a database',
  ],
  [/\btruncate\s+(?:table\s+)?[\w".`]+/i, 'empties a table'],
  [/\bdelete\s+from\s+/i, 'deletes rows of a table'],
];

/** What an SQL statement in a text would do; undefined where there is none that does harm. */
export function dangerousSql(text: string): string | undefined {
  // `truncate -s 0 file` is a program, and one word alone no statement.
  if (!/\s/.test(text)) return undefined;
  return SQL.find(([pattern]) => pattern.test(text))?.[1];
}
