package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// stream is server-sent events to one reader. Once it has failed, because the
// reader is gone or too slow, it sends nothing more.
type stream struct {
	to   http.ResponseWriter
	now  func() time.Time
	gone error
}

func newStream(w http.ResponseWriter, now func() time.Time) *stream {
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
	return &stream{to: w, now: now}
}

// send sends an event with what it says as JSON, on one line.
func (s *stream) send(event string, says any) {
	if s.gone != nil {
		return
	}
	text, err := json.Marshal(says)
	if err != nil {
		panic(err) // what is sent are numbers and texts
	}
	out := http.NewResponseController(s.to)
	if s.gone = out.SetWriteDeadline(s.now().Add(longestWrite)); s.gone != nil {
		return
	}
	if _, s.gone = fmt.Fprintf(s.to, "event: %s\ndata: %s\n\n", event, text); s.gone == nil {
		s.gone = out.Flush()
	}
}

// writeJSON answers with JSON.
func writeJSON(w http.ResponseWriter, text []byte) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(text) // a reader who is gone misses nothing
}

// answer answers with a value as JSON.
func answer(w http.ResponseWriter, status int, says any) {
	text, err := json.Marshal(says)
	if err != nil {
		panic(err) // what is answered are numbers and texts
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text)
}
