package web

import (
	"mime"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// policy is the Content-Security-Policy of every answer: nothing from
// elsewhere, nothing inline, no frame.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guarded answers only those who may ask: by the name of this host, from a
// page of this server, in a size that is allowed.
func guarded(listens string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !hostAllowed(r.Host, listens):
			http.Error(w, "this server is not known by the name it was asked for", http.StatusMisdirectedRequest)
		case !fromHere(r):
			http.Error(w, "requests from other sites are not answered", http.StatusForbidden)
		case r.Method == http.MethodPost && !isOf(r, kindOf(r.URL.Path)):
			http.Error(w, "what is sent here is sent as "+kindOf(r.URL.Path), http.StatusUnsupportedMediaType)
		default:
			most := int64(mostBytes)
			if r.URL.Path == localPath {
				most = mostLocalBytes
			}
			r.Body = http.MaxBytesReader(w, r.Body, most)
			next.ServeHTTP(w, r)
		}
	})
}

// hostAllowed tells whether a Host header names this server: localhost, the
// host it listens on as it was asked for, or an address. Another name may be
// one that somebody else lets point here (DNS rebinding); an address cannot.
// While the server listens on loopback alone, only addresses of loopback will
// do.
func hostAllowed(host, listens string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if name == "localhost" || name == strings.ToLower(listens) && name != "" {
		return true
	}
	address, err := netip.ParseAddr(name)
	return err == nil && (address.IsLoopback() || !OnLoopback(listens))
}

// OnLoopback tells whether a host that is listened on can be reached from this
// machine alone.
func OnLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && address.IsLoopback()
}

// fromHere tells whether a request comes from a page of this server, or from
// no page at all.
func fromHere(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		// A link from elsewhere may open the page; nothing else may be had.
		opens := r.Method == http.MethodGet && r.URL.Path == "/" && r.Header.Get("Sec-Fetch-Mode") == "navigate"
		if !opens {
			return false
		}
	}
	origin := r.Header.Get("Origin")
	return origin == "" || origin == "http://"+r.Host || origin == "https://"+r.Host
}

// localPath takes a council's own figures.
const localPath = "/api/local"

// kindOf is the type of what is sent to a path: one that a form of another site
// cannot send.
func kindOf(path string) string {
	if path == localPath {
		return "application/json"
	}
	return "application/yaml"
}

// isOf tells whether a body is said to be of a type.
func isOf(r *http.Request, want string) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == want
}
