package cli

import (
	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
)

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
				return root.GenBashCompletionV2(p.Out, true)
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
