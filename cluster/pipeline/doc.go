// Package pipeline lives a sweep as an Apache Beam pipeline: its items are
// shuffled over the workers, each is lived and its part written, and what the
// parts come to is added up. Retries, order and the number of workers are the
// runner's affair: the bytes are those of sendsim sweep on one machine.
//
//	impulse > items > reshuffle > live > add up by combination > finish
//
// A part is written whole or not at all, always with the same bytes, so it may
// be written twice; one that is there and sound is not lived again, so a
// pipeline that was stopped goes on where it was.
package pipeline
