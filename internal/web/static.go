package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"time"
)

// chartsFile draws charts. It is bundled by `make bundle`; without it pages show
// tables.
const chartsFile = "charts.js"

// all: a folder without a bundle holds a note alone.
//
//go:embed static all:bundle
var embedded embed.FS

// files are the styles and scripts of the pages, each under an address that changes
// with its content, so that browsers may keep them.
type files struct {
	data   map[string][]byte
	digest map[string]string
}

var contentTypes = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

func newFiles() *files {
	f := &files{data: map[string][]byte{}, digest: map[string]string{}}
	for _, dir := range []string{"static", "bundle"} {
		entries, err := embedded.ReadDir(dir)
		if err != nil {
			panic(err) // it is embedded
		}
		for _, e := range entries {
			if contentTypes[path.Ext(e.Name())] == "" {
				continue
			}
			data, err := embedded.ReadFile(dir + "/" + e.Name())
			if err != nil {
				panic(err)
			}
			sum := sha256.Sum256(data)
			f.data[e.Name()], f.digest[e.Name()] = data, hex.EncodeToString(sum[:6])
		}
	}
	return f
}

func (f *files) has(name string) bool { return f.data[name] != nil }

// url is the address of a file.
func (f *files) url(name string) string { return "/static/" + name + "?v=" + f.digest[name] }

func (f *files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data := f.data[name]
	if data == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", contentTypes[path.Ext(name)])
	w.Header().Set("Etag", `"`+f.digest[name]+`"`)
	w.Header().Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == f.digest[name] {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}
