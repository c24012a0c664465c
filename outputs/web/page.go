package web

import (
	_ "embed"
	"net/http"
)

// The page as built from page/ (make page): it is committed, so that nothing
// but Go is needed to serve it.
var (
	//go:embed dist/index.html
	indexHTML []byte
	//go:embed dist/page.js
	pageJS []byte
	//go:embed dist/page.css
	pageCSS []byte
	//go:embed dist/licences.txt
	licences []byte
)

// pageFiles is the page, by path: there are no others, and no disk behind them.
var pageFiles = map[string]pageFile{
	"/{$}":          {"text/html; charset=utf-8", indexHTML},
	"/page.js":      {"text/javascript; charset=utf-8", pageJS},
	"/page.css":     {"text/css; charset=utf-8", pageCSS},
	"/licences.txt": {"text/plain; charset=utf-8", licences},
}

type pageFile struct {
	kind string
	text []byte
}

func (f pageFile) serve(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", f.kind)
	_, _ = w.Write(f.text) // a reader who is gone misses nothing
}
