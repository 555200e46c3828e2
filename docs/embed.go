// Package docs holds the documents that the program shows with its pages.
package docs

import "embed"

// FS is every document of this folder, and the rules of analyses.
//
//go:embed *.md methods/*.md
var FS embed.FS
