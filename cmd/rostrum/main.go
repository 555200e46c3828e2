// Command rostrum reads the official reports of closed states into line-ups,
// each finding with the sentence behind it. All of it is in internal/cli.
package main

import (
	"os"

	"github.com/rostrum-watch/rostrum/internal/cli"
)

func main() { os.Exit(cli.Main()) }
