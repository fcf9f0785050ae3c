import { always, has, inLine, matches, option, rule, verb, type DangerRule } from './dangerRule.ts';

/** The machine itself: its services, processes, users, programs and its firewall. */
export const MACHINE_RULES: readonly DangerRule[] = [
  rule('shutdown reboot halt poweroff', always, 'stops or restarts the machine'),
  rule('Stop-Computer Restart-Computer', always, 'stops or restarts the machine'),
  rule('init telinit', has('0', '6'), 'stops or restarts the machine'),
  rule(
    'systemctl',
    has('stop', 'restart', 'disable', 'mask', 'kill', 'isolate', 'poweroff', 'reboot', 'halt'),
    'stops or restarts a service',
  ),
  rule('service rc-service', has('stop', 'restart'), 'stops or restarts a service'),
  rule('supervisorctl', verb('stop', 'restart', 'shutdown', 'remove'), 'stops or restarts a service'),
  rule('pm2', verb('delete', 'del', 'stop', 'kill', 'restart'), 'stops or restarts a service'),
  rule('nginx', inLine(/(?:^| )-s ?(?:stop|quit)\b/), 'stops or restarts a service'),
  rule('kill', (args) => args.length > 0 && !matches(/^-(?:0|l|L)$/)(args), 'ends processes'),
  rule(
    'pkill killall skill taskkill Stop-Process',
    (args) => !has('-0', '-l', '--list')(args),
    'ends processes by their name',
  ),

  rule('iptables ip6tables', option('FXP', '--flush'), 'changes what the firewall lets through'),
  rule('nft ufw', has('flush', 'disable', 'reset', 'delete'), 'changes what the firewall lets through'),
  rule('crontab', option('r'), 'deletes all planned tasks'),
  rule('userdel groupdel deluser delgroup', always, 'deletes a user or a group'),
  rule(
    'apt apt-get yum dnf apk brew pacman snap',
    has('remove', 'purge', 'autoremove', 'uninstall', 'del', '-R', '-Rs'),
    'takes away programs',
  ),
];
