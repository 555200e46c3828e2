// Package profiles holds what is known about outlets, as data files: one folder
// for each outlet and language, and folders that others inherit. It has no code
// but the embedding; docs/PROFILE-GUIDE.md explains the files.
package profiles

import "embed"

// FS is every profile that ships with the program.
//
//go:embed all:*
var FS embed.FS
