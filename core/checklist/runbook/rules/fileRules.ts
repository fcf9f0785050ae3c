import { always, both, either, has, inLine, matches, option, rule, verb, type DangerRule } from './dangerRule.ts';

/** A whole disk or a part of one, as a file. */
export const DISK = /^\/dev\/(?:sd|nvme|vd|hd|xvd|disk|mmcblk|mapper)/;

/** Files, disks, and copies of them elsewhere. */
export const FILE_RULES: readonly DangerRule[] = [
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
  rule('zfs zpool', verb('destroy', 'rollback', 'labelclear'), 'destroys a file system or what changed in it'),
  rule('swapoff', always, 'takes memory away from the machine'),
  rule('rsync', matches(/^--delete/), 'deletes files that the other side does not have'),
  rule('rclone', verb('sync', 'bisync'), 'deletes files that the other side does not have'),
  rule('rclone', verb('purge', 'delete(?:file)?', 'rmdirs?', 'cleanup', 'move(?:to)?'), 'deletes files elsewhere'),
  rule('restic borg', verb('forget', 'prune', 'delete'), 'deletes backups'),
  rule('mc', either(verb('rm', 'rb'), both(verb('mirror'), has('--remove'))), 'deletes objects of a store'),
  rule('s3cmd', either(verb('del', 'rm', 'rb'), has('--delete-removed')), 'deletes objects of a store'),
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
];
