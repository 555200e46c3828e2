// Package docs holds the documents that the program shows with its pages.
package docs

import "embed"

// FS is every document of this folder, and the rules of analyses with what was measured
// of them.
//
//go:embed *.md methods/*.md methods/measured.json
var FS embed.FS
