package web

import (
	"context"
	"errors"
)

// queue lets so many runs live at once and so many more wait for their turn.
type queue struct {
	places chan struct{} // of those who live or wait
	turns  chan struct{} // of those who live
}

func newQueue() queue {
	return queue{make(chan struct{}, mostAtOnce+mostWaiting), make(chan struct{}, mostAtOnce)}
}

var errFull = errors.New("too many runs wait already; try again in a while")

// place takes a place, or says that there is none. leave gives it back.
func (q *queue) place() (leave func(), err error) {
	select {
	case q.places <- struct{}{}:
		return func() { <-q.places }, nil
	default:
		return nil, errFull
	}
}

// inTurn does something in a turn of one who has a place, saying first that it
// waits for it if there is none at once. The turn ends however do ends.
func (q *queue) inTurn(ctx context.Context, waits func(), do func() error) error {
	select {
	case q.turns <- struct{}{}:
	default:
		waits()
		select {
		case q.turns <- struct{}{}:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	defer func() { <-q.turns }()
	return do()
}
