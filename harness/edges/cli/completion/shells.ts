import type { CompletedCommand } from './words.ts';

/** The script of each shell, that completes commands, their options and the values that options have. */
export const shells: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash,
  zsh,
  fish,
};

/** What stands at the cursor after a command: commands in it and options; after an option with choices, these. */
function bash(commands: readonly CompletedCommand[]): string {
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter(({ takes }) => takes)
      .map(({ flag, choices }) =>
        choices.length > 0
          ? `    '${path} ${flag}') COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$word")); return ;;`
          : `    '${path} ${flag}') COMPREPLY=($(compgen -f -- "$word")); return ;;`,
      ),
  );
  const words = commands.map(
    ({ path, commands: inner, options }) =>
      `    '${path}') words='${[...inner, ...options.map(({ flag }) => flag)].join(' ')}'${inner.length > 0 ? " files=''" : ''} ;;`,
  );
  const inner = commands.filter((one) => one.commands.length > 0);
  return `# latent-sr completion bash
_latent_sr() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} path=\${COMP_WORDS[1]} words='' files=1
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W '${topLevel(commands)} --help --version' -- "$word"))
    return
  fi
  if (( COMP_CWORD > 2 )); then
    case "$path \${COMP_WORDS[2]}" in
      ${inner.flatMap(({ path, commands: names }) => names.map((name) => `'${path} ${name}'`)).join('|')}) path="$path \${COMP_WORDS[2]}" ;;
    esac
  fi
  case "$path $before" in
${values.join('\n')}
  esac
  case "$path" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ $files && $word != -* ]]; then COMPREPLY+=($(compgen -f -- "$word")); fi
}
complete -o filenames -F _latent_sr latent-sr
`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  const functions = commands.map(({ path, commands: inner, options }) => {
    const specs = options.map(
      ({ flag, summary, takes, choices }) =>
        `    '${flag}[${described(summary)}]${takes ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : ''}'`,
    );
    const deeper = inner.map(
      (name) => `      ${name}) shift words; (( CURRENT-- )); ${named(`${path} ${name}`)}; return ;;`,
    );
    const found = (name: string) => commands.find((one) => one.path === `${path} ${name}`)!.summary;
    const choice =
      inner.length > 0
        ? `  if (( CURRENT == 2 )); then
    local -a inner=(${inner.map((name) => `'${name}:${described(found(name))}'`).join(' ')})
    _describe 'command' inner
  else
    case $words[2] in
${deeper.join('\n')}
    esac
  fi
`
        : '';
    return `${named(path)}() {
${choice}  _arguments -s \\
${[...specs, "    '*:file:_files'"].join(' \\\n')}
}
`;
  });
  const top = commands.filter(({ path }) => !path.includes(' '));
  return `#compdef latent-sr
# latent-sr completion zsh
${functions.join('\n')}
_latent_sr() {
  if (( CURRENT == 2 )); then
    local -a commands=(
${top.map(({ path, summary }) => `      '${path}:${described(summary)}'`).join('\n')}
    )
    _describe 'command' commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${top.map(({ path }) => `    ${path}) ${named(path)} ;;`).join('\n')}
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _latent_sr "$@"; else compdef _latent_sr latent-sr; fi
`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const top = topLevel(commands);
  const lines = commands.flatMap(({ path, summary, commands: inner, options }) => {
    const [first, second] = path.split(' ') as [string, string?];
    const here = second
      ? `'__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}'`
      : `'__fish_seen_subcommand_from ${first}${inner.length > 0 ? `; and not __fish_seen_subcommand_from ${inner.join(' ')}` : ''}'`;
    const place = second
      ? `'__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${second}'`
      : `'not __fish_seen_subcommand_from ${top}'`;
    return [
      `complete -c latent-sr -n ${place} -a ${second ?? first} -d '${quoted(summary)}'`,
      ...options.map(
        ({ flag, summary: about, takes, choices }) =>
          `complete -c latent-sr -n ${here} -l ${flag.slice(2)}${takes ? ' -r' : ''}${choices.length > 0 ? ` -f -a '${choices.join(' ')}'` : ''} -d '${quoted(about)}'`,
      ),
    ];
  });
  return `# latent-sr completion fish\n${lines.join('\n')}\n`;
}

function topLevel(commands: readonly CompletedCommand[]): string {
  return commands
    .filter(({ path }) => !path.includes(' '))
    .map(({ path }) => path)
    .join(' ');
}

function named(path: string): string {
  return `_latent_sr_${path.replaceAll(/\W/g, '_')}`;
}

/** A description within a zsh specification, where brackets and colons have a meaning. */
function described(text: string): string {
  return quoted(text).replace(/[[\]:]/g, (character) => `\\${character}`);
}

/** Text between single quotes, which has none of its own. */
function quoted(text: string): string {
  return text.replaceAll("'", '’').replaceAll('\\', '/').replace(/\s+/g, ' ');
}
