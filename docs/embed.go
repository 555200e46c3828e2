// Package docs holds the documents that the program shows with its pages.
package docs

import "embed"

// FS is every document of this folder.
//
//go:embed *.md
var FS embed.FS
