package cli

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
)

// bashAlone stands in for what the script takes from the package
// bash-completion, which many machines lack: the words of the line, with what
// bash cut at "=" and ":" put together again.
const bashAlone = `
if ! declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
    __rostrum_init_completion()
    {
        local i word joins=
        COMPREPLY=()
        words=()
        for ((i = 0; i <= COMP_CWORD; i++)); do
            word=${COMP_WORDS[i]}
            if [[ ${#words[@]} -gt 0 && ( -n $joins || $word == [=:]* ) ]]; then
                words[${#words[@]}-1]+=$word
            else
                words+=("$word")
            fi
            joins=
            [[ $word == *[=:] ]] && joins=1
        done
        cword=$((${#words[@]} - 1))
        cur=${words[cword]}
        prev=${words[cword-1]}
        return 0
    }
fi
`

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *Program) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash | zsh | fish | powershell",
		Short: "Print what makes a shell complete commands and flags",
		Long: `Print a script that makes your shell complete the commands and flags of rostrum.

  bash        source <(rostrum completion bash)
  zsh         rostrum completion zsh > "${fpath[1]}/_rostrum"
  fish        rostrum completion fish > ~/.config/fish/completions/rostrum.fish
  powershell  rostrum completion powershell | Out-String | Invoke-Expression`,
		Example:   "  source <(rostrum completion bash)",
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "completion: expected one shell%s", didYouMean("", shells))
			}
			return oneOf("completion", args[0], shells...)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch root := cmd.Root(); args[0] {
			case "bash":
				if err := root.GenBashCompletionV2(p.Out, true); err != nil {
					return err
				}
				_, err := io.WriteString(p.Out, bashAlone)
				return err
			case "zsh":
				return root.GenZshCompletion(p.Out)
			case "fish":
				return root.GenFishCompletion(p.Out, true)
			default:
				return root.GenPowerShellCompletionWithDesc(p.Out)
			}
		},
	}
}
