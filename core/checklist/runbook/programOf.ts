/** `rm` of `/bin/rm`: what a word means as a program. */
export function programOf(word: string): string {
  return word.replace(/^.*[/\\]/, '').replace(/\.exe$/i, '');
}

/** Programs that run another one, with those of their options that take a value. */
const RUNNERS: Readonly<Record<string, RegExp>> = {
  sudo: /^(?:-[ugphCrtUDRT]|--(?:user|group|prompt|host|close-from|role|type|other-user|chdir|chroot|command-timeout))$/,
  doas: /^-[uC]$/,
  env: /^(?:-[uSC]|--(?:unset|chdir|split-string))$/,
  nohup: /^$/,
  time: /^(?:-[fo]|--(?:format|output))$/,
  nice: /^(?:-n|--adjustment)$/,
  ionice: /^(?:-[cnp]|--(?:class|classdata|pid))$/,
  timeout: /^(?:-[ks]|--(?:kill-after|signal))$/,
  exec: /^-a$/,
  command: /^$/,
  builtin: /^$/,
  setsid: /^$/,
  stdbuf: /^(?:-[ioe]|--(?:input|output|error))$/,
  watch: /^(?:-n|--interval)$/,
  xargs: /^(?:-[IiLlnPsda]|--(?:max-args|max-procs|max-chars|delimiter|arg-file))$/,
  parallel: /^(?:-j|--jobs)$/,
  busybox: /^$/,
  toybox: /^$/,
};

/** `NAME=`, `NAME[0]=` and `NAME+=` before a value. */
export const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;

/** The words of the program that does the work: without assignments, and without `sudo`, `env`, `timeout 5` … */
export function workingWords(words: readonly string[]): string[] {
  let rest = [...words];
  for (;;) {
    while (ASSIGNMENT.test(rest[0] ?? '')) rest.shift();
    const [first = ''] = rest;
    const takesValue = RUNNERS[programOf(first)];
    if (takesValue === undefined) return rest;
    const name = programOf(first);
    rest = rest.slice(1);
    while (rest[0]?.startsWith('-') === true) {
      const option = rest.shift() ?? '';
      if (option === '--') break;
      if (takesValue.test(option)) rest.shift();
    }
    // The time that is given comes first.
    if (name === 'timeout') rest.shift();
  }
}
